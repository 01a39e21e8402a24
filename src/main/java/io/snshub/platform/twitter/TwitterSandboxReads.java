package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Timeline, lookups and counters. */
final class TwitterSandboxReads {
  private final TwitterSandboxTweets tweets;
  private final TwitterSandboxMedia media;

  TwitterSandboxReads(TwitterSandboxTweets tweets, TwitterSandboxMedia media) {
    this.tweets = tweets;
    this.media = media;
  }

  void open(Site site, TwitterSandboxLimits limits) {
    Function<Call, Operation> byFields =
        call ->
            TwitterSandboxQuery.fields(call).contains("public_metrics")
                ? Operation.METRICS
                : Operation.LOOKUP;
    site.route(
        "GET",
        "/2/users/{id}/tweets",
        Operation.LOOKUP,
        limits.of("timeline", 900, this::timeline));
    site.route(
        "GET",
        "/2/tweets/analytics",
        Operation.METRICS,
        limits.of("analytics", 300, this::analytics));
    site.route("GET", "/2/tweets/{id}", byFields, limits.of("tweet", 900, this::one));
    site.route("GET", "/2/tweets", byFields, limits.of("tweets", 5_000, this::many));
  }

  private Reply timeline(Call call) {
    String user = call.param("id");
    if (!user.equals(TwitterSandbox.ACCOUNT)) {
      return Reply.json(
          200, errors(new JsonArray().add(TwitterSandboxDialect.missing("user", "id", user))));
    }
    int max = TwitterSandboxQuery.max(call);
    Set<String> fields = TwitterSandboxQuery.fields(call);
    long below = TwitterSandboxQuery.below(call);
    long above = TwitterSandboxQuery.id(call, "since_id", 0);
    Instant start = TwitterSandboxQuery.time(call, "start_time", Instant.EPOCH);
    Instant end = TwitterSandboxQuery.time(call, "end_time", Instant.MAX);
    JsonArray found = new JsonArray();
    long oldest = 0;
    boolean more = false;
    for (TwitterSandboxTweet tweet : tweets.live().newestFirstBelow(below)) {
      if (tweet.id() <= above || tweet.at().isBefore(start)) {
        break;
      }
      if (tweet.at().isBefore(end)) {
        more = found.size() == max;
        if (more) {
          break;
        }
        found.add(tweet.toJson(fields));
        oldest = tweet.id();
      }
    }
    return Reply.json(200, page(found, more ? Long.toString(oldest, 36) : null));
  }

  private static JsonObject page(JsonArray found, @Nullable String next) {
    JsonObject meta = new JsonObject().put("result_count", found.size());
    JsonObject answer = new JsonObject();
    if (!found.isEmpty()) {
      answer.put("data", found);
      meta.put("newest_id", found.getJsonObject(0).getString("id"))
          .put("oldest_id", found.getJsonObject(found.size() - 1).getString("id"));
    }
    if (next != null) {
      meta.put("next_token", next);
    }
    return answer.put("meta", meta);
  }

  private Reply one(Call call) {
    String id = call.param("id");
    TwitterSandboxTweet tweet = tweets.find(id);
    if (tweet == null) {
      return Reply.json(
          200, errors(new JsonArray().add(TwitterSandboxDialect.missing("tweet", "id", id))));
    }
    JsonObject answer =
        new JsonObject().put("data", tweet.toJson(TwitterSandboxQuery.fields(call)));
    return Reply.json(200, withMedia(call, answer, List.of(tweet)));
  }

  private Reply many(Call call) {
    JsonArray data = new JsonArray();
    JsonArray errors = new JsonArray();
    List<TwitterSandboxTweet> found = new ArrayList<>();
    for (String id : TwitterSandboxQuery.ids(call)) {
      TwitterSandboxTweet tweet = tweets.find(id);
      if (tweet == null) {
        errors.add(TwitterSandboxDialect.missing("tweet", "ids", id));
      } else {
        found.add(tweet);
        data.add(tweet.toJson(TwitterSandboxQuery.fields(call)));
      }
    }
    JsonObject answer = errors(errors);
    if (!data.isEmpty()) {
      answer.put("data", data);
    }
    return Reply.json(200, withMedia(call, answer, found));
  }

  private Reply analytics(Call call) {
    JsonArray data = new JsonArray();
    for (String id : TwitterSandboxQuery.ids(call)) {
      TwitterSandboxTweet tweet = tweets.find(id);
      if (tweet != null) {
        JsonObject metrics =
            new JsonObject()
                .put("impressions", tweet.impressions())
                .put("likes", tweet.impressions() / 25)
                .put("engagements", tweet.impressions() / 12);
        JsonObject stamp =
            new JsonObject().put("timestamp", call.at().toString()).put("metrics", metrics);
        data.add(
            new JsonObject().put("id", id).put("timestamped_metrics", new JsonArray().add(stamp)));
      }
    }
    return Reply.json(200, new JsonObject().put("data", data));
  }

  private JsonObject withMedia(Call call, JsonObject answer, List<TwitterSandboxTweet> found) {
    String wanted = call.query("expansions");
    JsonArray included = new JsonArray();
    found.forEach(tweet -> tweet.mediaKeys().forEach(key -> included.add(media.described(key))));
    return wanted == null || !wanted.contains("attachments.media_keys") || included.isEmpty()
        ? answer
        : answer.put("includes", new JsonObject().put("media", included));
  }

  private static JsonObject errors(JsonArray errors) {
    return errors.isEmpty() ? new JsonObject() : new JsonObject().put("errors", errors);
  }
}
