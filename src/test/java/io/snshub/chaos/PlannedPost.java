package io.snshub.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an author means to do with one post.
 *
 * @param marker its first word, which no other post of the round has
 * @param kind what becomes of it after it was handed in
 * @param platforms where it goes
 * @param onFailure {@code rollback} or {@code keep}
 * @param media its media's addresses
 * @param patience milliseconds between handing it in and the next thing, or until its time
 * @param again it is handed in once more although an answer came
 */
record PlannedPost(
    String marker,
    Kind kind,
    List<String> platforms,
    String onFailure,
    List<String> media,
    int patience,
    boolean again) {

  static final List<String> ALL = List.of("twitter", "instagram", "youtube");

  /** What becomes of a post. */
  enum Kind {
    NOW,
    SCHEDULED,
    DRAFT_PUBLISHED,
    DRAFT_KEPT,
    CANCELLED,
    /** Handed in as a row of a file. */
    DROPPED
  }

  /** Draws a round's posts from its chance. */
  static List<PlannedPost> draw(String round, int number, Random random) {
    List<PlannedPost> posts = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      posts.add(draw("%s-%03d".formatted(round, i), random));
    }
    return posts;
  }

  private static PlannedPost draw(String marker, Random random) {
    List<String> platforms = new ArrayList<>();
    // all three half of the time, so that there is much to take back
    int subset = random.nextBoolean() ? 7 : random.nextInt(1, 8);
    for (int i = 0; i < ALL.size(); i++) {
      if ((subset & 1 << i) != 0) {
        platforms.add(ALL.get(i));
      }
    }
    return new PlannedPost(
        marker,
        kind(random.nextInt(100)),
        platforms,
        random.nextInt(3) < 2 ? "rollback" : "keep",
        media(platforms, random),
        random.nextInt(2_000, 6_000),
        random.nextInt(6) == 0);
  }

  private static Kind kind(int percent) {
    if (percent < 62) {
      return Kind.NOW;
    } else if (percent < 74) {
      return Kind.SCHEDULED;
    } else if (percent < 82) {
      return Kind.DRAFT_PUBLISHED;
    } else if (percent < 85) {
      return Kind.DRAFT_KEPT;
    }
    return percent < 93 ? Kind.CANCELLED : Kind.DROPPED;
  }

  private static List<String> media(List<String> platforms, Random random) {
    String clip = "https://cdn.example.com/clip.mp4?bytes=" + random.nextInt(1_000, 60_000);
    String picture = "https://cdn.example.com/pictures/%03d.jpg".formatted(random.nextInt(9));
    if (platforms.contains("youtube")) {
      return List.of(clip);
    } else if (platforms.contains("instagram")) {
      return List.of(random.nextBoolean() ? clip : picture);
    }
    return random.nextBoolean() ? List.of() : List.of(picture);
  }

  boolean draft() {
    return kind == Kind.DRAFT_KEPT || kind == Kind.DRAFT_PUBLISHED;
  }

  boolean timed() {
    return kind == Kind.SCHEDULED || kind == Kind.CANCELLED;
  }

  /** Returns the request. */
  Map<String, Object> body(@Nullable Instant scheduledAt) {
    Map<String, Object> body = new TreeMap<>();
    body.put("content", marker + " written for the campaign");
    body.put("platforms", platforms);
    body.put("on_failure", onFailure);
    if (!media.isEmpty()) {
      body.put("media_urls", media);
    }
    if (draft()) {
      body.put("draft", true);
    }
    if (scheduledAt != null) {
      body.put("scheduled_at", scheduledAt.toString());
    }
    return body;
  }
}
