package io.snshub.platform.facebook;

import io.snshub.platform.facebook.FacebookSandboxFields.Field;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shares, comments and reactions of a post: counted for all, listed only where somebody wrote. */
final class FacebookSandboxEngagement {
  private FacebookSandboxEngagement() {}

  static @Nullable Object of(FacebookSandboxPost post, Field field) {
    return switch (field.name()) {
      case "shares" -> shares(post);
      case "comments" -> comments(post, field);
      case "reactions" ->
          edge(
              List.of(),
              field,
              new JsonObject().put("total_count", reactions(post)).put("viewer_reaction", "NONE"));
      case "likes" ->
          edge(
              List.of(),
              field,
              new JsonObject()
                  .put("total_count", likes(post))
                  .put("can_like", true)
                  .put("has_liked", false));
      default -> FacebookSandboxAnswers.list(new JsonArray());
    };
  }

  static long likes(FacebookSandboxPost post) {
    return post.counter("likes", 400);
  }

  static long reactions(FacebookSandboxPost post) {
    return likes(post) + post.counter("love", 90);
  }

  /** Absent until somebody shares it. */
  private static @Nullable JsonObject shares(FacebookSandboxPost post) {
    long count = post.counter("shares", 60);
    return count == 0 ? null : new JsonObject().put("count", count);
  }

  private static JsonObject comments(FacebookSandboxPost post, Field field) {
    long others = post.counter("comments", 80);
    return edge(
        post.comments(),
        field,
        new JsonObject()
            .put("order", "ranked")
            .put("total_count", others + post.comments().size())
            .put("can_comment", true));
  }

  private static JsonObject edge(List<JsonObject> all, Field field, JsonObject summary) {
    JsonArray data = new JsonArray();
    int limit = field.number("limit", 25);
    all.stream().limit(limit).forEach(data::add);
    JsonObject edge = FacebookSandboxAnswers.list(data);
    return field.summary() ? edge.put("summary", summary) : edge;
  }
}
