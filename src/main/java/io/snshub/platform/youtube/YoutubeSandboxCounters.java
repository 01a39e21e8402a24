package io.snshub.platform.youtube;

import io.snshub.sandbox.Growth;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What people do with the videos: it grows with time. The owner's own vote is among it. */
final class YoutubeSandboxCounters {
  private static final long VIEWS = 20_000;
  private static final Set<String> RATINGS = Set.of("like", "dislike", "none");

  private final Map<String, String> ratings = new HashMap<>();

  /** Returns the counters as texts, as Google sends numbers of 64 bits. */
  JsonObject of(YoutubeSandboxVideo video, Instant now) {
    JsonObject counters = new JsonObject();
    if (video.about().status().statsViewable()) {
      counters.put("likeCount", Long.toString(likes(video, now)));
    }
    return counters
        .put("viewCount", Long.toString(views(video, now)))
        .put("dislikeCount", rating(video.id()).equals("dislike") ? "1" : "0")
        .put("favoriteCount", "0")
        .put("commentCount", Long.toString(grown(video, "comments", VIEWS / 100, now)));
  }

  long views(YoutubeSandboxVideo video, Instant now) {
    return grown(video, "views", VIEWS, now);
  }

  long likes(YoutubeSandboxVideo video, Instant now) {
    return grown(video, "likes", VIEWS / 20, now) + (rating(video.id()).equals("like") ? 1 : 0);
  }

  /** Returns a figure of the Analytics API. */
  long figure(String metric, YoutubeSandboxVideo video, Instant now) {
    return switch (metric) {
      case "views", "engagedViews" -> views(video, now);
      case "likes" -> likes(video, now);
      case "comments" -> grown(video, "comments", VIEWS / 100, now);
      case "shares" -> grown(video, "shares", VIEWS / 150, now);
      case "subscribersGained" -> grown(video, "subscribers", VIEWS / 500, now);
      case "estimatedMinutesWatched" -> views(video, now) * video.file().millis() / 2 / 60_000;
      case "averageViewDuration" -> video.file().millis() / 2 / 1_000;
      case "averageViewPercentage" -> 50;
      default -> 0;
    };
  }

  String rating(String id) {
    return ratings.getOrDefault(id, "none");
  }

  /** Keeps the owner's vote; false when there is no such vote. */
  boolean rate(String id, String rating) {
    if (!RATINGS.contains(rating)) {
      return false;
    }
    ratings.put(id, rating);
    return true;
  }

  void clear() {
    ratings.clear();
  }

  /** Nothing is watched before it is processed, or while only the owner can see it. */
  private static long grown(YoutubeSandboxVideo video, String what, long ceiling, Instant now) {
    if (!video.work().done(now) || !video.about().visibleAt(now)) {
      return 0;
    }
    return Growth.at(video.id() + what, video.dated(), now, ceiling);
  }
}
