package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What stands beside posts in an answer: their authors, media, polls, and posts they name. */
final class TwitterSandboxIncludes {
  private final TwitterSandboxTweets tweets;
  private final TwitterSandboxMedia media;

  TwitterSandboxIncludes(TwitterSandboxTweets tweets, TwitterSandboxMedia media) {
    this.tweets = tweets;
    this.media = media;
  }

  JsonObject of(List<TwitterSandboxTweet> found, Call call, TwitterSandboxView view) {
    Set<String> wanted = TwitterSandboxQuery.list(call, "expansions");
    JsonObject includes = new JsonObject();
    if (found.isEmpty() || wanted.isEmpty()) {
      return includes;
    }
    if (wanted.contains("author_id")) {
      includes.put("users", new JsonArray().add(TwitterSandboxUsers.shown(call, tweets)));
    }
    if (wanted.contains("attachments.media_keys")) {
      put(includes, "media", media(found, call));
    }
    if (wanted.contains("attachments.poll_ids")) {
      put(includes, "polls", polls(found, call));
    }
    if (wanted.contains("referenced_tweets.id")) {
      put(includes, "tweets", referenced(found, call, view));
    }
    if (wanted.contains("referenced_posts")) {
      put(includes, "posts", referenced(found, call, view));
    }
    return includes;
  }

  private JsonArray media(List<TwitterSandboxTweet> found, Call call) {
    Set<String> fields = TwitterSandboxQuery.list(call, "media.fields");
    JsonArray list = new JsonArray();
    for (TwitterSandboxTweet tweet : found) {
      TwitterSandboxCounters counted = TwitterSandboxCounters.of(tweet, call.at());
      tweet.mediaKeys().forEach(key -> list.add(media.described(key, fields, counted)));
    }
    return list;
  }

  private JsonArray referenced(
      List<TwitterSandboxTweet> found, Call call, TwitterSandboxView view) {
    JsonArray list = new JsonArray();
    for (TwitterSandboxTweet tweet : found) {
      for (String id : new String[] {tweet.replyTo(), tweet.quoted()}) {
        TwitterSandboxTweet other = id == null ? null : tweets.find(id);
        if (other != null) {
          list.add(view.of(other, call, false));
        }
      }
    }
    return list;
  }

  private static JsonArray polls(List<TwitterSandboxTweet> found, Call call) {
    JsonArray list = new JsonArray();
    for (TwitterSandboxTweet tweet : found) {
      JsonObject poll = tweet.poll();
      if (poll != null) {
        list.add(poll(tweet, poll, call));
      }
    }
    return list;
  }

  private static JsonObject poll(TwitterSandboxTweet tweet, JsonObject poll, Call call) {
    JsonArray options = new JsonArray();
    for (Object label : poll.getJsonArray("options")) {
      int position = options.size() + 1;
      options.add(new JsonObject().put("position", position).put("label", label).put("votes", 0));
    }
    int minutes = poll.getInteger("duration_minutes");
    Instant end = tweet.at().plus(Duration.ofMinutes(minutes));
    JsonObject all =
        new JsonObject()
            .put("duration_minutes", minutes)
            .put("end_datetime", TwitterSandboxView.time(end))
            .put("voting_status", call.at().isBefore(end) ? "open" : "closed");
    JsonObject shown = new JsonObject().put("id", tweet.pollId()).put("options", options);
    for (String field : TwitterSandboxQuery.list(call, "poll.fields")) {
      if (all.containsKey(field)) {
        shown.put(field, all.getValue(field));
      }
    }
    return shown;
  }

  private static void put(JsonObject includes, String name, JsonArray list) {
    if (!list.isEmpty()) {
      includes.put(name, list);
    }
  }
}
