package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at single posts, and their counters. Counters that only the author sees need a user. */
final class TwitterSandboxReads {
  private final TwitterSandboxTweets tweets;
  private final TwitterSandboxIncludes includes;
  private final TwitterSandboxLogins logins;
  private final TwitterSandboxChoices choices;

  TwitterSandboxReads(
      TwitterSandboxTweets tweets,
      TwitterSandboxIncludes includes,
      TwitterSandboxLogins logins,
      TwitterSandboxChoices choices) {
    this.tweets = tweets;
    this.includes = includes;
    this.logins = logins;
    this.choices = choices;
  }

  void open(Site site, TwitterSandboxLimits limits) {
    Function<Call, Operation> byFields =
        call ->
            TwitterSandboxQuery.fields(call).contains("public_metrics")
                ? Operation.METRICS
                : Operation.LOOKUP;
    site.route(
        "GET",
        "/2/tweets/analytics",
        Operation.METRICS,
        limits.of("analytics", 300, logins.userOnly(this::analytics)));
    site.route("GET", "/2/tweets/{id}", byFields, limits.of("tweet", 900, this::one));
    site.route("GET", "/2/tweets", byFields, limits.of("tweets", 5_000, this::many));
  }

  private Reply one(Call call) {
    TwitterSandboxQuery.known(call);
    String id = call.param("id");
    TwitterSandboxTweet tweet = tweets.find(id);
    if (tweet == null) {
      return choices.lookupFails().getAsBoolean()
          ? TwitterSandboxDialect.notFound("tweet", id)
          : Reply.json(
              200, errors(new JsonArray().add(TwitterSandboxDialect.missing("tweet", "id", id))));
    }
    JsonObject answer = new JsonObject().put("data", shown(tweet, call));
    return Reply.json(200, withIncludes(call, answer, List.of(tweet), hidden(call, List.of(id))));
  }

  private Reply many(Call call) {
    TwitterSandboxQuery.known(call);
    JsonArray data = new JsonArray();
    JsonArray errors = new JsonArray();
    List<TwitterSandboxTweet> found = new ArrayList<>();
    for (String id : TwitterSandboxQuery.ids(call)) {
      TwitterSandboxTweet tweet = tweets.find(id);
      if (tweet == null) {
        errors.add(TwitterSandboxDialect.missing("tweet", "ids", id));
      } else {
        found.add(tweet);
        data.add(shown(tweet, call));
      }
    }
    errors.addAll(hidden(call, found.stream().map(TwitterSandboxTweet::name).toList()));
    JsonObject answer = new JsonObject();
    if (!data.isEmpty()) {
      answer.put("data", data);
    }
    return Reply.json(200, withIncludes(call, answer, found, errors));
  }

  private JsonObject shown(TwitterSandboxTweet tweet, Call call) {
    return view().of(tweet, call, !logins.appOnly(call));
  }

  TwitterSandboxView view() {
    return new TwitterSandboxView(choices.renamed().getAsBoolean());
  }

  /** What an app alone asked for and may not see. */
  private JsonArray hidden(Call call, List<String> ids) {
    JsonArray errors = new JsonArray();
    if (logins.appOnly(call)) {
      for (String field : List.of("non_public_metrics", "organic_metrics")) {
        if (TwitterSandboxQuery.fields(call).contains(field)) {
          ids.forEach(id -> errors.add(TwitterSandboxDialect.unauthorizedField(field, id)));
        }
      }
    }
    return errors;
  }

  private JsonObject withIncludes(
      Call call, JsonObject answer, List<TwitterSandboxTweet> found, @Nullable JsonArray errors) {
    JsonObject beside = includes.of(found, call, view());
    if (!beside.isEmpty()) {
      answer.put("includes", beside);
    }
    return errors == null || errors.isEmpty() ? answer : answer.put("errors", errors);
  }

  private Reply analytics(Call call) {
    TwitterSandboxQuery.needed(call, "start_time");
    TwitterSandboxQuery.needed(call, "end_time");
    JsonArray data = new JsonArray();
    for (String id : TwitterSandboxQuery.ids(call)) {
      TwitterSandboxTweet tweet = tweets.find(id);
      if (tweet != null) {
        JsonObject all = TwitterSandboxCounters.of(tweet, call.at()).analytics();
        JsonObject stamp =
            new JsonObject()
                .put("timestamp", TwitterSandboxView.time(call.at()))
                .put("metrics", wanted(call, all));
        data.add(
            new JsonObject().put("id", id).put("timestamped_metrics", new JsonArray().add(stamp)));
      }
    }
    return Reply.json(200, new JsonObject().put("data", data));
  }

  private static JsonObject wanted(Call call, JsonObject all) {
    if (call.query("analytics.fields") == null) {
      return all;
    }
    JsonObject some = new JsonObject();
    for (String field : TwitterSandboxQuery.list(call, "analytics.fields")) {
      if (all.containsKey(field)) {
        some.put(field, all.getValue(field));
      }
    }
    return some;
  }

  static JsonObject errors(JsonArray errors) {
    return new JsonObject().put("errors", errors);
  }
}
