package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Counters of posts, videos and the Page. One unknown metric fails the whole call. */
final class FacebookSandboxInsights {
  /** Largest values; 0 for those that are told as an object. */
  private static final Map<String, Long> OF_POSTS =
      Map.ofEntries(
          Map.entry("post_media_view", 40_000L),
          Map.entry("post_total_media_view_unique", 24_000L),
          Map.entry("post_clicks", 900L),
          Map.entry("post_clicks_by_type", 0L),
          Map.entry("post_reactions_like_total", 400L),
          Map.entry("post_reactions_love_total", 90L),
          Map.entry("post_reactions_wow_total", 20L),
          Map.entry("post_reactions_haha_total", 20L),
          Map.entry("post_reactions_sorry_total", 5L),
          Map.entry("post_reactions_anger_total", 5L),
          Map.entry("post_reactions_by_type_total", 0L),
          Map.entry("post_activity_by_action_type", 0L),
          Map.entry("post_video_views", 9_000L));

  private static final Map<String, Long> RETIRED =
      Map.of("post_impressions", 40_000L, "post_impressions_unique", 24_000L);
  private static final Map<String, Long> OF_VIDEOS =
      Map.of(
          "total_video_views", 20_000L,
          "blue_reels_play_count", 20_000L,
          "fb_reels_total_plays", 26_000L,
          "post_video_view_time", 90_000_000L,
          "post_video_avg_time_watched", 6_000L,
          "post_video_social_actions", 0L,
          "post_video_likes_by_reaction_type", 0L);
  private static final Map<String, Long> OF_PAGES =
      Map.of(
          "page_media_view", 5_000L,
          "page_total_media_view_unique", 3_000L,
          "page_post_engagements", 800L,
          "page_daily_follows", 20L);

  private final FacebookSandboxNodes nodes;
  private final BooleanSupplier retiredWork;

  FacebookSandboxInsights(FacebookSandboxNodes nodes, BooleanSupplier retiredWork) {
    this.nodes = nodes;
    this.retiredWork = retiredWork;
  }

  Reply of(Call call) {
    String id = call.param("node");
    if (id.equals(FacebookSandbox.PAGE) || id.equals("me")) {
      return ofPage(call);
    }
    FacebookSandboxFields.Node node = nodes.find(call, id);
    boolean video = node instanceof FacebookSandboxVideo;
    FacebookSandboxPost post = FacebookSandboxNodes.postOf(node);
    JsonArray data = new JsonArray();
    for (String name : metrics(call)) {
      Long ceiling = video ? OF_VIDEOS.get(name) : ceiling(name);
      if (ceiling == null) {
        throw invalid();
      }
      Object value = post == null ? Long.valueOf(0) : value(post, name, ceiling);
      data.add(
          metric(id, name, "lifetime")
              .put("values", new JsonArray().add(new JsonObject().put("value", value))));
    }
    return answer(call, data);
  }

  private @Nullable Long ceiling(String name) {
    return OF_POSTS.containsKey(name) || !retiredWork.getAsBoolean()
        ? OF_POSTS.get(name)
        : RETIRED.get(name);
  }

  private static Object value(FacebookSandboxPost post, String name, long ceiling) {
    if (ceiling > 0) {
      return name.equals("post_reactions_like_total")
          ? FacebookSandboxEngagement.likes(post)
          : post.counter(name, ceiling);
    }
    JsonObject parts = new JsonObject();
    List<String> names =
        name.contains("reaction")
            ? List.of("like", "love")
            : name.contains("clicks") ? List.of("other clicks", "link clicks") : List.of("share");
    for (String part : names) {
      long count =
          post.counter(part.equals("like") ? "likes" : part, part.equals("like") ? 400 : 90);
      if (count > 0) {
        parts.put(part, count);
      }
    }
    return parts;
  }

  /** The last two days, as the real answer has it by default. */
  private Reply ofPage(Call call) {
    String period = FacebookSandboxInput.text(call, "period");
    if (!period.matches("|day|week|days_28")) {
      throw invalid();
    }
    JsonArray data = new JsonArray();
    Instant today = call.at().truncatedTo(ChronoUnit.DAYS);
    for (String name : metrics(call)) {
      Long ceiling = OF_PAGES.get(name);
      if (ceiling == null) {
        throw invalid();
      }
      JsonArray values = new JsonArray();
      for (int back = 1; back >= 0; back--) {
        Instant end = today.minus(back, ChronoUnit.DAYS);
        values.add(
            new JsonObject()
                .put("value", Math.floorMod((name + end).hashCode(), ceiling))
                .put("end_time", FacebookSandboxAnswers.time(end)));
      }
      data.add(
          metric(FacebookSandbox.PAGE, name, period.isEmpty() ? "day" : period)
              .put("values", values));
    }
    return answer(call, data);
  }

  private static List<String> metrics(Call call) {
    List<String> names = FacebookSandboxInput.list(call, "metric");
    if (names.isEmpty()) {
      throw FacebookSandboxAnswers.parameter("The parameter metric is required");
    }
    return names;
  }

  private static JsonObject metric(String id, String name, String period) {
    return new JsonObject()
        .put("name", name)
        .put("period", period)
        .put("title", name.replace('_', ' '))
        .put("description", name.replace('_', ' '))
        .put("id", id + "/insights/" + name + "/" + period);
  }

  private static Reply answer(Call call, JsonArray data) {
    String self = call.root() + call.path();
    return Reply.json(
        200,
        FacebookSandboxAnswers.list(data)
            .put(
                "paging",
                new JsonObject()
                    .put("previous", self + "?until=0")
                    .put("next", self + "?since=0")));
  }

  private static RuntimeException invalid() {
    return FacebookSandboxAnswers.parameter("The value must be a valid insights metric");
  }
}
