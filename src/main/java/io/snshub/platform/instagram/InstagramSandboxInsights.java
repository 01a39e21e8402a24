package io.snshub.platform.instagram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Counters of a post or of the account. One unknown metric fails the whole call. */
final class InstagramSandboxInsights {
  private static final Set<String> METRICS =
      Set.of(
          "views",
          "reach",
          "likes",
          "comments",
          "saved",
          "shares",
          "total_interactions",
          "reposts",
          "follows",
          "profile_visits",
          "profile_activity",
          "navigation",
          "replies",
          "link_clicks",
          "ig_reels_avg_watch_time",
          "ig_reels_video_view_total_time",
          "reels_skip_rate",
          "crossposted_views",
          "facebook_views",
          "total_likes",
          "total_comments",
          "total_views",
          "follower_count",
          "saves");

  private final InstagramSandboxPosts posts;

  InstagramSandboxInsights(InstagramSandboxPosts posts) {
    this.posts = posts;
  }

  Reply answer(Call call) {
    String id = call.param("node");
    InstagramSandboxPost post = posts.find(id);
    if (post == null && !InstagramSandbox.isAccount(id)) {
      throw InstagramSandboxDialect.missing(call, id);
    }
    JsonArray data = new JsonArray();
    for (String name : InstagramSandboxReads.set(call, "metric")) {
      if (!METRICS.contains(name)) {
        throw InstagramSandboxDialect.refused(
            100,
            0,
            "(#100) metric[0] must be one of the following values: " + String.join(", ", METRICS));
      }
      long value = post == null ? 1_000 : post.metric(name);
      JsonObject metric =
          new JsonObject()
              .put("name", name)
              .put("period", post == null ? "day" : "lifetime")
              .put("title", name)
              .put("description", name)
              .put("id", id + "/insights/" + name + (post == null ? "/day" : "/lifetime"));
      JsonObject counted = new JsonObject().put("value", value);
      data.add(
          "total_value".equals(call.query("metric_type"))
              ? metric.put("total_value", counted)
              : metric.put("values", new JsonArray().add(counted)));
    }
    if (data.isEmpty()) {
      throw InstagramSandboxDialect.refused(100, 0, "(#100) The parameter metric is required");
    }
    return Reply.json(200, new JsonObject().put("data", data));
  }
}
