package io.snshub.platform.twitter;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One live post.
 *
 * @param id its snowflake
 * @param text as it was sent
 * @param shown as X gives it back
 * @param mediaKeys what is attached
 * @param conversation the post that its conversation began with
 * @param body what created it
 * @param at when it was made
 */
record TwitterSandboxTweet(
    long id,
    String text,
    TwitterSandboxText shown,
    List<String> mediaKeys,
    long conversation,
    JsonObject body,
    Instant at) {

  static String permalink(long id) {
    return "https://x.com/sandbox/status/" + id;
  }

  String name() {
    return Long.toString(id);
  }

  @Nullable String replyTo() {
    JsonObject reply = body.getJsonObject("reply");
    return reply == null ? null : reply.getString("in_reply_to_tweet_id");
  }

  @Nullable String quoted() {
    return body.getString("quote_tweet_id");
  }

  @Nullable JsonObject poll() {
    return body.getJsonObject("poll");
  }

  /** A poll's id; it is made with the post and shares its number. */
  String pollId() {
    return Long.toString(id + 1);
  }
}
