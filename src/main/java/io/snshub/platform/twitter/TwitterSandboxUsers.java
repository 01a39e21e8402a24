package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;

/** The one user there is. */
final class TwitterSandboxUsers {
  private final TwitterSandboxTweets tweets;
  private final TwitterSandboxLogins logins;

  TwitterSandboxUsers(TwitterSandboxTweets tweets, TwitterSandboxLogins logins) {
    this.tweets = tweets;
    this.logins = logins;
  }

  void open(Site site, TwitterSandboxLimits limits) {
    site.route(
        "GET",
        "/2/users/me",
        Operation.LOOKUP,
        limits.of("me", 75, logins.userOnly(call -> one(call, TwitterSandbox.ACCOUNT))));
    site.route(
        "GET",
        "/2/users/by/username/{name}",
        Operation.LOOKUP,
        limits.of("username", 900, call -> named(call, call.param("name"))));
    site.route("GET", "/2/users/by", Operation.LOOKUP, limits.of("by", 900, this::many));
    site.route(
        "GET",
        "/2/users/{id}",
        Operation.LOOKUP,
        limits.of("user", 900, call -> one(call, call.param("id"))));
    site.route("GET", "/2/users", Operation.LOOKUP, limits.of("users", 900, this::many));
  }

  static JsonObject shown(Call call, TwitterSandboxTweets tweets) {
    JsonObject all =
        new JsonObject()
            .put("created_at", "2013-12-14T04:35:55.000Z")
            .put("description", "An account of the sandbox")
            .put("location", "Nowhere")
            .put("profile_image_url", "https://pbs.twimg.com/profile_images/1/sandbox_normal.png")
            .put("protected", false)
            .put("url", "https://t.co/sandbox")
            .put("verified", false)
            .put("verified_type", "none")
            .put(
                "public_metrics",
                new JsonObject()
                    .put("followers_count", 1_234)
                    .put("following_count", 56)
                    .put("tweet_count", tweets.live().size())
                    .put("listed_count", 3)
                    .put("like_count", 78)
                    .put("media_count", 0));
    JsonObject user =
        new JsonObject()
            .put("id", TwitterSandbox.ACCOUNT)
            .put("name", "Sandbox")
            .put("username", "sandbox");
    for (String field : TwitterSandboxQuery.list(call, "user.fields")) {
      if (all.containsKey(field)) {
        user.put(field, all.getValue(field));
      }
    }
    return user;
  }

  private Reply one(Call call, String id) {
    return id.equals(TwitterSandbox.ACCOUNT) ? found(call) : missing("id", id);
  }

  private Reply named(Call call, String name) {
    return name.toLowerCase(Locale.ROOT).equals("sandbox")
        ? found(call)
        : missing("username", name);
  }

  private Reply found(Call call) {
    return TwitterSandboxDialect.data(200, shown(call, tweets));
  }

  private Reply many(Call call) {
    boolean byName = call.path().startsWith("/2/users/by");
    String parameter = byName ? "usernames" : "ids";
    Set<String> wanted = TwitterSandboxQuery.list(call, parameter);
    if (wanted.isEmpty()) {
      throw TwitterSandboxDialect.invalid(
          parameter, "", "The `" + parameter + "` query parameter can not be empty");
    }
    JsonArray data = new JsonArray();
    JsonArray errors = new JsonArray();
    for (String name : wanted) {
      boolean known =
          byName
              ? name.toLowerCase(Locale.ROOT).equals("sandbox")
              : name.equals(TwitterSandbox.ACCOUNT);
      if (known) {
        data.add(shown(call, tweets));
      } else {
        errors.add(TwitterSandboxDialect.missing("user", parameter, name));
      }
    }
    JsonObject answer = new JsonObject();
    if (!data.isEmpty()) {
      answer.put("data", data);
    }
    return Reply.json(200, errors.isEmpty() ? answer : answer.put("errors", errors));
  }

  private static Reply missing(String parameter, String value) {
    JsonArray errors = new JsonArray().add(TwitterSandboxDialect.missing("user", parameter, value));
    return Reply.json(200, new JsonObject().put("errors", errors));
  }
}
