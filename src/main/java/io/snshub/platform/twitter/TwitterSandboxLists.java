package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Lists of posts, newest first and in pages, and how many were read. */
final class TwitterSandboxLists {
  private static final Duration LAG = Duration.ofSeconds(3);
  private static final Duration SEARCHED = Duration.ofDays(7);

  private final TwitterSandboxTweets tweets;
  private final TwitterSandboxIncludes includes;
  private final TwitterSandboxLogins logins;
  private final TwitterSandboxChoices choices;

  TwitterSandboxLists(
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
    list(site, limits, "/2/users/{id}/tweets", 900, this::timeline);
    list(site, limits, "/2/users/{id}/timelines/reverse_chronological", 180, this::timeline);
    list(site, limits, "/2/users/{id}/mentions", 300, call -> list(call, 5, mentioning()));
    list(site, limits, "/2/tweets/search/recent", 300, this::search);
    list(site, limits, "/2/tweets/{id}/quote_tweets", 75, this::quotes);
    list(site, limits, "/2/usage/tweets", 50, this::usage);
  }

  private static void list(
      Site site,
      TwitterSandboxLimits limits,
      String path,
      int limit,
      Function<Call, Reply> handler) {
    site.route("GET", path, Operation.LOOKUP, limits.of(path, limit, handler));
  }

  private Reply timeline(Call call) {
    String user = call.param("id");
    if (!user.equals(TwitterSandbox.ACCOUNT)) {
      JsonArray errors = new JsonArray().add(TwitterSandboxDialect.missing("user", "id", user));
      return Reply.json(200, TwitterSandboxReads.errors(errors));
    }
    boolean replies = !TwitterSandboxQuery.list(call, "exclude").contains("replies");
    return list(call, 5, tweet -> replies || tweet.replyTo() == null);
  }

  private Reply quotes(Call call) {
    String id = call.param("id");
    return list(call, 10, tweet -> id.equals(tweet.quoted()));
  }

  private Reply search(Call call) {
    String query = call.query("query");
    if (query == null || query.isBlank()) {
      throw TwitterSandboxDialect.invalid(
          "query", "", "The `query` query parameter can not be empty");
    }
    Instant oldest = call.at().minus(SEARCHED);
    Predicate<TwitterSandboxTweet> all = tweet -> tweet.at().isAfter(oldest);
    for (String word : query.toLowerCase(Locale.ROOT).split("\\s+")) {
      all = all.and(matching(word));
    }
    return list(call, 10, all);
  }

  private static Predicate<TwitterSandboxTweet> matching(String word) {
    if (word.startsWith("-")) {
      return matching(word.substring(1)).negate();
    }
    return switch (word) {
      case "is:retweet" -> tweet -> false;
      case "is:reply" -> tweet -> tweet.replyTo() != null;
      case "is:quote" -> tweet -> tweet.quoted() != null;
      case "has:media" -> tweet -> !tweet.mediaKeys().isEmpty();
      case "from:sandbox", "from:" + TwitterSandbox.ACCOUNT -> tweet -> true;
      default ->
          word.startsWith("conversation_id:")
              ? tweet -> word.endsWith(":" + tweet.conversation())
              : tweet -> tweet.text().toLowerCase(Locale.ROOT).contains(word.replace("\"", ""));
    };
  }

  private static Predicate<TwitterSandboxTweet> mentioning() {
    return tweet -> tweet.text().toLowerCase(Locale.ROOT).contains("@sandbox");
  }

  private Reply list(Call call, int least, Predicate<TwitterSandboxTweet> wanted) {
    TwitterSandboxQuery.known(call);
    int max = TwitterSandboxQuery.max(call, least);
    long above = TwitterSandboxQuery.id(call, "since_id", 0);
    Instant start = TwitterSandboxQuery.time(call, "start_time", Instant.EPOCH);
    Instant end = TwitterSandboxQuery.time(call, "end_time", Instant.MAX);
    Instant listed = choices.lag().getAsBoolean() ? call.at().minus(LAG) : Instant.MAX;
    List<TwitterSandboxTweet> found = new ArrayList<>();
    boolean more = false;
    for (TwitterSandboxTweet tweet :
        tweets.live().newestFirstBelow(TwitterSandboxQuery.below(call))) {
      if (tweet.id() <= above || tweet.at().isBefore(start)) {
        break;
      }
      if (tweet.at().isBefore(end) && !tweet.at().isAfter(listed) && wanted.test(tweet)) {
        more = found.size() == max;
        if (more) {
          break;
        }
        found.add(tweet);
      }
    }
    return Reply.json(200, page(call, found, more));
  }

  private JsonObject page(Call call, List<TwitterSandboxTweet> found, boolean more) {
    TwitterSandboxView view = new TwitterSandboxView(choices.renamed().getAsBoolean());
    JsonArray data = new JsonArray();
    found.forEach(tweet -> data.add(view.of(tweet, call, !logins.appOnly(call))));
    JsonObject meta = new JsonObject().put("result_count", found.size());
    JsonObject answer = new JsonObject();
    if (!found.isEmpty()) {
      TwitterSandboxTweet last = found.get(found.size() - 1);
      answer.put("data", data);
      meta.put("newest_id", found.get(0).name()).put("oldest_id", last.name());
      if (more) {
        meta.put("next_token", Long.toString(last.id(), 36));
      }
    }
    JsonObject beside = includes.of(found, call, view);
    if (!beside.isEmpty()) {
      answer.put("includes", beside);
    }
    return answer.put("meta", meta);
  }

  private Reply usage(Call call) {
    int read = tweets.live().size();
    JsonObject day =
        new JsonObject()
            .put("date", TwitterSandboxView.time(call.at().truncatedTo(ChronoUnit.DAYS)))
            .put("usage", read);
    JsonObject project =
        new JsonObject().put("project_id", 1).put("usage", new JsonArray().add(day));
    JsonObject all =
        new JsonObject()
            .put("project_id", "1")
            .put("project_cap", 3_000_000)
            .put("project_usage", read)
            .put("cap_reset_day", 1)
            .put("daily_project_usage", project);
    return TwitterSandboxDialect.data(200, usage(call, all));
  }

  private static JsonObject usage(Call call, JsonObject all) {
    Set<String> wanted = TwitterSandboxQuery.list(call, "usage.fields");
    if (!wanted.isEmpty()) {
      all.getMap().keySet().retainAll(wanted);
    }
    return all;
  }
}
