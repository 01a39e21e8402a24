package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Timeline, lookups and counters. */
final class TwitterSandboxReads {
  private static final long LARGEST = Long.MAX_VALUE;

  private final TwitterSandboxTweets tweets;
  private final TwitterSandboxMedia media;

  TwitterSandboxReads(TwitterSandboxTweets tweets, TwitterSandboxMedia media) {
    this.tweets = tweets;
    this.media = media;
  }

  void open(Site site, TwitterSandboxLimits limits) {
    Function<Call, Operation> byFields =
        call -> fields(call).contains("public_metrics") ? Operation.METRICS : Operation.LOOKUP;
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
    int max = max(call);
    Set<String> fields = fields(call);
    long below = Math.min(id(call, "until_id", LARGEST), page(call));
    long above = id(call, "since_id", 0);
    Instant start = time(call, "start_time", Instant.EPOCH);
    Instant end = time(call, "end_time", Instant.MAX);
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
    JsonObject answer = new JsonObject().put("data", tweet.toJson(fields(call)));
    return Reply.json(200, withMedia(call, answer, List.of(tweet)));
  }

  private Reply many(Call call) {
    JsonArray data = new JsonArray();
    JsonArray errors = new JsonArray();
    List<TwitterSandboxTweet> found = new ArrayList<>();
    for (String id : ids(call)) {
      TwitterSandboxTweet tweet = tweets.find(id);
      if (tweet == null) {
        errors.add(TwitterSandboxDialect.missing("tweet", "ids", id));
      } else {
        found.add(tweet);
        data.add(tweet.toJson(fields(call)));
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
    for (String id : ids(call)) {
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

  private static List<String> ids(Call call) {
    String ids = call.query("ids");
    if (ids == null || !ids.matches("\\d{1,19}(,\\d{1,19}){0,99}")) {
      throw TwitterSandboxDialect.invalid(
          "ids", String.valueOf(ids), "ids: 1 to 100 ids with commas between them expected");
    }
    return List.of(ids.split(","));
  }

  private static Set<String> fields(Call call) {
    Set<String> fields = new HashSet<>();
    for (String name : List.of("tweet.fields", "post.fields")) {
      String value = call.query(name);
      if (value != null) {
        fields.addAll(List.of(value.split(",")));
      }
    }
    return fields;
  }

  private static int max(Call call) {
    String max = call.query("max_results");
    if (max == null) {
      return 10;
    }
    if (!max.matches("[5-9]|[1-9]\\d|100")) {
      throw TwitterSandboxDialect.invalid(
          "max_results",
          max,
          "The `max_results` query parameter value [" + max + "] is not between 5 and 100");
    }
    return Integer.parseInt(max);
  }

  private static long id(Call call, String name, long absent) {
    String id = call.query(name);
    if (id == null) {
      return absent;
    }
    if (!id.matches("\\d{1,18}|[0-8]\\d{18}")) {
      throw TwitterSandboxDialect.invalid(name, id, name + ": an id expected");
    }
    return Long.parseLong(id);
  }

  private static long page(Call call) {
    String token = call.query("pagination_token");
    if (token == null) {
      return LARGEST;
    }
    try {
      return Long.parseLong(token, 36);
    } catch (NumberFormatException e) {
      throw TwitterSandboxDialect.invalid("pagination_token", token, "unknown pagination token");
    }
  }

  private static Instant time(Call call, String name, Instant absent) {
    String time = call.query(name);
    try {
      return time == null ? absent : Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw TwitterSandboxDialect.invalid(name, String.valueOf(time), name + ": a time expected");
    }
  }
}
