package io.snshub.platform.instagram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** Nodes, lists and quota. */
final class InstagramSandboxReads {
  private final InstagramSandboxContainers containers;
  private final InstagramSandboxPosts posts;

  InstagramSandboxReads(InstagramSandboxContainers containers, InstagramSandboxPosts posts) {
    this.containers = containers;
    this.posts = posts;
  }

  void open(Site site) {
    site.route("GET", "/{node}/media", Operation.LOOKUP, call -> list(call, false));
    site.route("GET", "/{node}/stories", Operation.LOOKUP, call -> list(call, true));
    site.route("GET", "/{node}/content_publishing_limit", Operation.LOOKUP, this::quota);
    site.route(
        "GET", "/{node}/insights", Operation.METRICS, new InstagramSandboxInsights(posts)::answer);
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
      return Reply.json(
          200,
          new JsonObject()
              .put(
                  "instagram_business_account",
                  new JsonObject().put("id", InstagramSandbox.ACCOUNT))
              .put("name", "Sandbox Page")
              .put("id", id));
    }
    InstagramSandboxContainer container = containers.find(id);
    if (container != null) {
      return Reply.json(200, only(container.toJson(call.at()), fields(call)));
    }
    InstagramSandboxPost post = posts.find(id);
    if (post == null) {
      throw InstagramSandboxDialect.missing(call, id);
    }
    return Reply.json(200, post.toJson(fields(call)));
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
    Set<String> fields = fields(call);
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
      if (at <= until && post.story() == stories) {
        more = data.size() == limit;
        if (more) {
          break;
        }
        data.add(post.toJson(fields));
        last = post.id();
      }
    }
    return Reply.json(200, page(call, data, last, more));
  }

  private static JsonObject page(Call call, JsonArray data, long last, boolean more) {
    JsonObject answer = new JsonObject().put("data", data);
    if (data.isEmpty()) {
      return answer;
    }
    JsonObject cursors =
        new JsonObject()
            .put("before", data.getJsonObject(0).getString("id"))
            .put("after", Long.toString(last));
    JsonObject paging = new JsonObject().put("cursors", cursors);
    if (more) {
      // a link of the real platform carries the token; the caller has it anyway
      StringBuilder next = new StringBuilder(call.root()).append(call.path()).append("?after=");
      next.append(last);
      for (String name : new String[] {"fields", "since", "until", "limit"}) {
        String value = call.query(name);
        if (value != null) {
          next.append('&').append(name).append('=').append(value.replace("{", "%7B"));
        }
      }
      paging.put("next", next.toString());
    }
    return answer.put("paging", paging);
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
  private static JsonObject only(JsonObject all, Set<String> fields) {
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

  /** Returns the names of a list, which may carry fields of their own in braces. */
  static Set<String> set(Call call, String name) {
    String value = call.query(name);
    return value == null || value.isBlank()
        ? Set.of()
        : new LinkedHashSet<>(Arrays.asList(value.replace(" ", "").split(",(?![^{]*})")));
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
