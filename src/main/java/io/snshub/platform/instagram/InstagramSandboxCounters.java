package io.snshub.platform.instagram;

import io.snshub.platform.instagram.InstagramSandboxContainer.Kind;
import io.snshub.sandbox.Growth;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How often a post was seen and what people did with it; every counter follows from the views. */
final class InstagramSandboxCounters {
  private static final long MOST_VIEWS = 9_000;
  private static final long AVERAGE_MILLIS = 4_200;

  /** How many views lie behind one of each. */
  private static final Map<String, Integer> VIEWS_EACH =
      Map.ofEntries(
          Map.entry("views", 1),
          Map.entry("total_views", 1),
          Map.entry("reach", 2),
          Map.entry("likes", 20),
          Map.entry("total_likes", 20),
          Map.entry("comments", 200),
          Map.entry("total_comments", 200),
          Map.entry("saved", 100),
          Map.entry("shares", 150),
          Map.entry("reposts", 500),
          Map.entry("follows", 1_000),
          Map.entry("profile_visits", 90),
          Map.entry("profile_activity", 300),
          Map.entry("navigation", 3),
          Map.entry("replies", 250),
          Map.entry("link_clicks", 80),
          Map.entry("crossposted_views", 4),
          Map.entry("facebook_views", 5));

  private static final Set<String> OF_ALL =
      Set.of("views", "reach", "shares", "total_interactions", "reposts", "facebook_views");
  private static final Set<String> OF_FEED =
      Set.of(
          "likes",
          "comments",
          "saved",
          "follows",
          "profile_visits",
          "profile_activity",
          "total_likes",
          "total_comments",
          "total_views");
  private static final Set<String> OF_REELS =
      Set.of(
          "likes",
          "comments",
          "saved",
          "ig_reels_avg_watch_time",
          "ig_reels_video_view_total_time",
          "reels_skip_rate",
          "crossposted_views",
          "total_likes",
          "total_comments",
          "total_views");
  private static final Set<String> OF_STORIES =
      Set.of(
          "follows", "profile_visits", "profile_activity", "navigation", "replies", "link_clicks");

  private InstagramSandboxCounters() {}

  /** It is a counter of some kind of post. */
  static boolean known(String name) {
    return OF_ALL.contains(name)
        || OF_FEED.contains(name)
        || OF_REELS.contains(name)
        || OF_STORIES.contains(name);
  }

  static boolean fits(String name, Kind kind) {
    Set<String> own =
        switch (kind) {
          case REEL -> OF_REELS;
          case STORY_IMAGE, STORY_VIDEO -> OF_STORIES;
          default -> OF_FEED;
        };
    return OF_ALL.contains(name) || own.contains(name);
  }

  static long value(InstagramSandboxPost post, String name, Instant now) {
    long views = Growth.at(post.id() + "views", post.at(), now, MOST_VIEWS);
    @Nullable Integer each = VIEWS_EACH.get(name);
    if (each != null) {
      return views / each;
    }
    return switch (name) {
      case "ig_reels_avg_watch_time" -> views == 0 ? 0 : AVERAGE_MILLIS;
      case "ig_reels_video_view_total_time" -> views * AVERAGE_MILLIS;
      case "total_interactions" -> views / 20 + views / 200 + views / 100 + views / 150;
      default -> views / 10;
    };
  }
}
