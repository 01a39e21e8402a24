package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A post as X shows it: always id and text, and whatever else was asked for. */
final class TwitterSandboxView {
  private static final Duration EDITABLE = Duration.ofHours(1);

  private final boolean renamed;

  /** Makes a view in the words of production, or in those of the newest description. */
  TwitterSandboxView(boolean renamed) {
    this.renamed = renamed;
  }

  JsonObject created(TwitterSandboxTweet tweet) {
    return new JsonObject()
        .put("id", tweet.name())
        .put("text", tweet.shown().shown())
        .put(history(), new JsonArray().add(tweet.name()));
  }

  JsonObject of(TwitterSandboxTweet tweet, Call call, boolean owner) {
    Set<String> fields = TwitterSandboxQuery.fields(call);
    JsonObject json = created(tweet);
    JsonObject body = tweet.body();
    put(json, fields, "created_at", time(tweet.at()));
    put(json, fields, "author_id", TwitterSandbox.ACCOUNT);
    put(json, fields, "conversation_id", Long.toString(tweet.conversation()));
    put(json, fields, "lang", "en");
    put(json, fields, "possibly_sensitive", false);
    put(json, fields, "source", "Sandbox");
    put(json, fields, "reply_settings", body.getString("reply_settings", "everyone"));
    put(json, fields, "edit_controls", edits(tweet));
    int length = tweet.shown().shown().codePointCount(0, tweet.shown().shown().length());
    put(json, fields, "display_text_range", new JsonArray().add(0).add(length));
    if (body.containsKey("community_id")) {
      put(json, fields, "community_id", body.getString("community_id"));
    }
    if (body.containsKey("paid_partnership")) {
      put(json, fields, "paid_partnership", body.getBoolean("paid_partnership"));
    }
    if (tweet.replyTo() != null) {
      put(json, fields, "in_reply_to_user_id", TwitterSandbox.ACCOUNT);
    }
    put(json, fields, "entities", tweet.shown().entities());
    put(json, fields, "attachments", attachments(tweet));
    put(json, fields, renamed ? "referenced_posts" : "referenced_tweets", references(tweet));
    counters(json, fields, tweet, call.at(), owner);
    return json;
  }

  private void counters(
      JsonObject json, Set<String> fields, TwitterSandboxTweet tweet, Instant now, boolean owner) {
    TwitterSandboxCounters counted = TwitterSandboxCounters.of(tweet, now);
    put(json, fields, "public_metrics", counted.shown(renamed));
    if (owner) {
      put(json, fields, "non_public_metrics", counted.hidden());
      put(json, fields, "organic_metrics", counted.organic(renamed));
    }
  }

  private String history() {
    return renamed ? "edit_history_post_ids" : "edit_history_tweet_ids";
  }

  private static JsonObject edits(TwitterSandboxTweet tweet) {
    return new JsonObject()
        .put("edits_remaining", 5)
        .put("is_edit_eligible", tweet.replyTo() == null && tweet.poll() == null)
        .put("editable_until", time(tweet.at().plus(EDITABLE)));
  }

  private static JsonObject attachments(TwitterSandboxTweet tweet) {
    JsonObject attachments = new JsonObject();
    if (!tweet.mediaKeys().isEmpty()) {
      attachments.put("media_keys", new JsonArray(tweet.mediaKeys()));
    }
    if (tweet.poll() != null) {
      attachments.put("poll_ids", new JsonArray().add(tweet.pollId()));
    }
    return attachments;
  }

  private static JsonArray references(TwitterSandboxTweet tweet) {
    JsonArray references = new JsonArray();
    if (tweet.replyTo() != null) {
      references.add(new JsonObject().put("type", "replied_to").put("id", tweet.replyTo()));
    }
    if (tweet.quoted() != null) {
      references.add(new JsonObject().put("type", "quoted").put("id", tweet.quoted()));
    }
    return references;
  }

  /** X leaves out what is empty. */
  private static void put(JsonObject json, Set<String> fields, String name, Object value) {
    boolean nothing =
        value instanceof JsonObject object && object.isEmpty()
            || value instanceof JsonArray array && array.isEmpty();
    if (fields.contains(name) && !nothing) {
      json.put(name, value);
    }
  }

  static String time(Instant at) {
    String text = Instant.ofEpochMilli(at.toEpochMilli()).toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }
}
