package io.snshub.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Posts to hand in, no two with the same words: some platforms refuse to repeat themselves. */
final class Texts {
  /** Three that take a text alone. */
  static final List<String> THREE = List.of("twitter", "facebook", "linkedin");

  static final List<String> NINE =
      List.of(
          "twitter",
          "facebook",
          "linkedin",
          "instagram",
          "threads",
          "tiktok",
          "youtube",
          "youtube_shorts",
          "pinterest");

  /** One small film for all, so that all nine take it; the hub fetches it once. */
  private static final String FILM = "https://cdn.example.com/clip.mp4?bytes=5000";

  private static final AtomicLong NUMBER = new AtomicLong();

  private Texts() {}

  /** Returns a request for a post now, or at a time. */
  static Map<String, Object> post(List<String> platforms, @Nullable Instant at) {
    Map<String, Object> body = new LinkedHashMap<>();
    long number = NUMBER.incrementAndGet();
    body.put(
        "content",
        "Number "
            + number
            + " of the posts that the benchmark hands in: about as long as people write when they"
            + " have something to say, and not longer than the strictest of the platforms takes.");
    body.put("platforms", platforms);
    if (platforms.size() > THREE.size()) {
      body.put("media_urls", List.of(FILM));
    }
    if (at != null) {
      body.put("scheduled_at", at.toString());
    }
    return body;
  }

  /** Returns the same as a request to send. */
  static Requests.Shot shot(List<String> platforms, @Nullable Instant at) {
    return Requests.Shot.post("/api/sns/posts", Http.KEY, Http.write(post(platforms, at)));
  }

  /** Returns so many posts to send. */
  static Requests some(int number, List<String> platforms, @Nullable Instant at) {
    int[] left = {number};
    return () -> left[0]-- > 0 ? shot(platforms, at) : null;
  }
}
