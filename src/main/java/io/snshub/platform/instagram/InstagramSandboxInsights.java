package io.snshub.platform.instagram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;

/** Counters of a post or of the account. One that doesn't fit fails the whole call. */
final class InstagramSandboxInsights {
  private static final int FEWEST_VIEWERS = 5;
  private static final Set<String> OF_ACCOUNT =
      Set.of(
          "reach",
          "follower_count",
          "views",
          "likes",
          "comments",
          "shares",
          "saves",
          "replies",
          "total_interactions",
          "accounts_engaged",
          "profile_links_taps",
          "follows_and_unfollows",
          "online_followers",
          "website_clicks",
          "profile_views");

  private final InstagramSandboxPosts posts;
  private final InstagramSandboxChoices choices;

  InstagramSandboxInsights(InstagramSandboxPosts posts, InstagramSandboxChoices choices) {
    this.posts = posts;
    this.choices = choices;
  }

  Reply answer(Call call) {
    String id = call.param("node");
    Set<String> names = InstagramSandboxReads.set(call, "metric");
    if (names.isEmpty()) {
      throw InstagramSandboxDialect.refused(100, 0, "(#100) The parameter metric is required");
    }
    InstagramSandboxPost post = posts.find(id);
    if (post != null) {
      return Reply.json(200, new JsonObject().put("data", ofPost(call, post, names)));
    }
    if (!InstagramSandbox.isAccount(id)) {
      throw InstagramSandboxDialect.missing(call, id);
    }
    return Reply.json(200, new JsonObject().put("data", ofAccount(call, names)));
  }

  private JsonArray ofPost(Call call, InstagramSandboxPost post, Set<String> names) {
    for (String name : names) {
      if (!InstagramSandboxCounters.known(name)) {
        throw unknown();
      }
      if (!InstagramSandboxCounters.fits(name, post.container().kind())) {
        throw InstagramSandboxDialect.refused(
            100,
            0,
            "(#100) The Media Insights API does not support the "
                + name
                + " metric for this media product type.");
      }
    }
    long reach = InstagramSandboxCounters.value(post, "reach", call.at());
    if (post.story() && reach < FEWEST_VIEWERS) {
      throw InstagramSandboxDialect.refused(
          10, 0, "(#10) Not enough viewers for the media to show insights");
    }
    JsonArray data = new JsonArray();
    for (String name : choices.lateInsights().getAsBoolean() ? Set.<String>of() : names) {
      long value = InstagramSandboxCounters.value(post, name, call.at());
      data.add(
          described(name, Long.toString(post.id()), "lifetime")
              .put("values", new JsonArray().add(new JsonObject().put("value", value))));
    }
    return data;
  }

  private static JsonArray ofAccount(Call call, Set<String> names) {
    JsonArray data = new JsonArray();
    for (String name : names) {
      if (!OF_ACCOUNT.contains(name)) {
        throw unknown();
      }
      JsonObject metric = described(name, InstagramSandbox.ACCOUNT, "day");
      JsonObject counted = new JsonObject().put("value", 1_000);
      String end = InstagramSandboxPost.time(call.at().truncatedTo(ChronoUnit.DAYS));
      data.add(
          "total_value".equals(call.query("metric_type"))
              ? metric.put("total_value", counted)
              : metric.put("values", new JsonArray().add(counted.put("end_time", end))));
    }
    return data;
  }

  private static JsonObject described(String name, String id, String period) {
    String title =
        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1).replace('_', ' ');
    return new JsonObject()
        .put("name", name)
        .put("period", period)
        .put("title", title)
        .put("description", title)
        .put("id", id + "/insights/" + name + "/" + period);
  }

  private static RefusedCall unknown() {
    return InstagramSandboxDialect.refused(
        100, 0, "(#100) metric[0] must be one of the following values: views, reach, likes, …");
  }
}
