package io.snshub.platform.instagram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Nodes, lists and quota. */
final class InstagramSandboxReads {
  private final InstagramSandboxContainers containers;
  private final InstagramSandboxPosts posts;

  private final InstagramSandboxComments comments;
  private final InstagramSandboxChoices choices;

  InstagramSandboxReads(
      InstagramSandboxContainers containers,
      InstagramSandboxPosts posts,
      InstagramSandboxComments comments,
      InstagramSandboxChoices choices) {
    this.containers = containers;
    this.posts = posts;
    this.comments = comments;
    this.choices = choices;
  }

  void open(Site site) {
    site.route("GET", "/{node}/media", Operation.LOOKUP, call -> list(call, false));
    site.route("GET", "/{node}/stories", Operation.LOOKUP, call -> list(call, true));
    site.route("GET", "/{node}/content_publishing_limit", Operation.LOOKUP, this::quota);
    site.route(
        "GET",
        "/{node}/insights",
        Operation.METRICS,
        new InstagramSandboxInsights(posts, choices)::answer);
    site.route("GET", "/{node}/children", Operation.LOOKUP, this::children);
    site.route(
        "GET",
        "/{node}",
        call -> fields(call).contains("like_count") ? Operation.METRICS : Operation.LOOKUP,
        this::node);
  }

  private Reply node(Call call) {
    String id = call.param("node");
    if (InstagramSandbox.isAccount(id)) {
      return Reply.json(200, account(call));
    }
    if (id.equals(InstagramSandbox.PAGE)) {
      return Reply.json(200, only(InstagramSandboxOauth.page(), fields(call)));
    }
    if (comments.has(id)) {
      return Reply.json(200, comments.shown(id, fields(call)));
    }
    InstagramSandboxContainer container = containers.find(id);
    if (container != null) {
      return Reply.json(200, only(container.toJson(call.at()), fields(call)));
    }
    InstagramSandboxPost post = posts.find(id);
    if (post == null) {
      throw InstagramSandboxDialect.missing(call, id);
    }
    return Reply.json(200, shown(post, call));
  }

  private JsonObject shown(InstagramSandboxPost post, Call call) {
    Set<String> fields = fields(call);
    JsonObject json = post.toJson(fields, call.at());
    String id = Long.toString(post.id());
    if (fields.contains("comments_count")) {
      long counted = InstagramSandboxCounters.value(post, "comments", call.at());
      json.put("comments_count", counted + comments.count(id));
    }
    if (fields.contains("is_comment_enabled")) {
      json.put("is_comment_enabled", posts.commentsOpen(id));
    }
    if (json.containsKey("caption") && choices.atStripped().getAsBoolean()) {
      json.put("caption", json.getString("caption").replace("@", ""));
    }
    return json;
  }

  private Reply children(Call call) {
    String id = call.param("node");
    InstagramSandboxPost post = posts.find(id);
    if (post == null) {
      throw InstagramSandboxDialect.missing(call, id);
    }
    String asked = "children{" + String.join(",", fields(call)) + "}";
    JsonObject found = post.toJson(Set.of(asked), call.at()).getJsonObject("children");
    return Reply.json(200, found == null ? new JsonObject().put("data", new JsonArray()) : found);
  }

  private JsonObject account(Call call) {
    JsonObject all =
        new JsonObject()
            .put("user_id", InstagramSandbox.ACCOUNT)
            .put("username", "sandbox")
            .put("name", "Sandbox")
            .put("account_type", "BUSINESS")
            .put("followers_count", 1_234)
            .put("media_count", posts.all().size())
            .put("id", InstagramSandbox.ACCOUNT);
    return only(all, fields(call));
  }

  private Reply list(Call call, boolean stories) {
    account(call, call.param("node"));
    Instant listed = choices.lag().getAsBoolean() ? call.at().minusSeconds(3) : Instant.MAX;
    long since = number(call, "since", 0);
    long until = number(call, "until", Long.MAX_VALUE);
    long below = number(call, "after", Long.MAX_VALUE);
    long limit = Math.min(100, Math.max(1, number(call, "limit", 25)));
    JsonArray data = new JsonArray();
    long last = 0;
    boolean more = false;
    for (InstagramSandboxPost post : posts.all().newestFirstBelow(below)) {
      long at = post.at().getEpochSecond();
      if (at < since) {
        break;
      }
      if (at <= until && post.story() == stories && !post.at().isAfter(listed)) {
        more = data.size() == limit;
        if (more) {
          break;
        }
        data.add(shown(post, call));
        last = post.id();
      }
    }
    return Reply.json(200, InstagramSandboxPaging.page(call, data, last, more));
  }

  private Reply quota(Call call) {
    account(call, call.param("node"));
    JsonObject usage = new JsonObject().put("quota_usage", posts.quotaUsed(call.at()));
    if (fields(call).contains("config")) {
      usage.put(
          "config",
          new JsonObject().put("quota_total", posts.quota()).put("quota_duration", 86_400));
    }
    return Reply.json(200, new JsonObject().put("data", new JsonArray().add(usage)));
  }

  private static void account(Call call, String node) {
    if (!InstagramSandbox.isAccount(node)) {
      throw InstagramSandboxDialect.missing(call, node);
    }
  }

  /** The Graph API answers with the id and what was asked for. */
  static JsonObject only(JsonObject all, Set<String> fields) {
    JsonObject some = new JsonObject();
    for (String field : fields) {
      if (all.containsKey(field)) {
        some.put(field, all.getValue(field));
      }
    }
    return some.put("id", all.getString("id"));
  }

  private static Set<String> fields(Call call) {
    return set(call, "fields");
  }

  /**
   * Returns the names of a list, with commas between them or as JSON; each may carry fields of its
   * own in braces.
   */
  static Set<String> set(Call call, String name) {
    String value = call.query(name);
    if (value == null || value.isBlank()) {
      return Set.of();
    }
    String plain = value.replaceAll("[\\s\"\\[\\]]", "");
    return new LinkedHashSet<>(Arrays.asList(plain.split(",(?![^{]*})")));
  }

  private static long number(Call call, String name, long absent) {
    String value = call.query(name);
    if (value == null || value.isEmpty()) {
      return absent;
    }
    if (!value.matches("\\d{1,18}")) {
      throw InstagramSandboxDialect.refused(100, 0, "(#100) Param " + name + " must be an integer");
    }
    return Long.parseLong(value);
  }
}
