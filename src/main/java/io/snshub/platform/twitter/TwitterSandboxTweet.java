package io.snshub.platform.twitter;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One live post.
 *
 * @param id its snowflake
 * @param text as it was sent
 * @param shown as X gives it back: links shortened, markup escaped, attached media linked
 * @param urls what the short links stand for
 * @param mediaKeys what is attached
 * @param replyTo the post it answers, or null
 * @param at when it was made
 */
record TwitterSandboxTweet(
    long id,
    String text,
    String shown,
    JsonArray urls,
    List<String> mediaKeys,
    @Nullable String replyTo,
    Instant at) {

  static TwitterSandboxTweet of(
      long id, String text, List<String> mediaKeys, @Nullable String replyTo, Instant at) {
    JsonArray urls = new JsonArray();
    StringBuilder shown = new StringBuilder();
    int end = 0;
    List<Extractor.Entity> found =
        text.isEmpty() ? List.of() : new Extractor().extractURLsWithIndices(text);
    for (Extractor.Entity url : found) {
      shown.append(escape(text.substring(end, url.getStart())));
      link(urls, shown, id, expanded(url.getValue()), url.getValue(), null);
      end = url.getEnd();
    }
    shown.append(escape(text.substring(end)));
    if (!mediaKeys.isEmpty()) {
      shown.append(text.isEmpty() ? "" : " ");
      String page = permalink(id) + "/photo/1";
      link(urls, shown, id, page, "pic.x.com/" + shortName(id, 99), mediaKeys.get(0));
    }
    return new TwitterSandboxTweet(
        id, text, shown.toString(), urls, List.copyOf(mediaKeys), replyTo, at);
  }

  /** The text has at most 280 weighted characters, links counting 23. */
  static boolean fits(String text) {
    return text.isEmpty() || TwitterTextParser.parseTweet(text).isValid;
  }

  static String permalink(long id) {
    return "https://x.com/sandbox/status/" + id;
  }

  JsonObject toJson(Set<String> fields) {
    String name = Long.toString(id);
    JsonObject json =
        new JsonObject()
            .put("id", name)
            .put("text", shown)
            .put("edit_history_tweet_ids", new JsonArray().add(name));
    if (fields.contains("created_at")) {
      json.put("created_at", Instant.ofEpochMilli(at.toEpochMilli()).toString());
    }
    if (fields.contains("author_id")) {
      json.put("author_id", TwitterSandbox.ACCOUNT);
    }
    if (fields.contains("entities") && !urls.isEmpty()) {
      json.put("entities", new JsonObject().put("urls", urls));
    }
    if (fields.contains("attachments") && !mediaKeys.isEmpty()) {
      json.put("attachments", new JsonObject().put("media_keys", new JsonArray(mediaKeys)));
    }
    if (fields.contains("referenced_tweets") && replyTo != null) {
      JsonObject reference = new JsonObject().put("type", "replied_to").put("id", replyTo);
      json.put("referenced_tweets", new JsonArray().add(reference));
    }
    if (fields.contains("public_metrics")) {
      json.put("public_metrics", metrics());
    }
    if (fields.contains("non_public_metrics")) {
      json.put(
          "non_public_metrics",
          new JsonObject()
              .put("impression_count", impressions())
              .put("url_link_clicks", impressions() / 60)
              .put("user_profile_clicks", impressions() / 90)
              .put("engagements", impressions() / 12));
    }
    return json;
  }

  /** Counters that stay the same for one post, so that a test can compare them. */
  JsonObject metrics() {
    return new JsonObject()
        .put("retweet_count", impressions() / 100)
        .put("reply_count", impressions() / 120)
        .put("like_count", impressions() / 25)
        .put("quote_count", impressions() / 400)
        .put("bookmark_count", impressions() / 200)
        .put("impression_count", impressions());
  }

  long impressions() {
    return 200 + (id >> 3) % 800;
  }

  private static void link(
      JsonArray urls,
      StringBuilder shown,
      long id,
      String expanded,
      String display,
      @Nullable String mediaKey) {
    String shortened = "https://t.co/" + shortName(id, urls.size());
    int start = shown.codePointCount(0, shown.length());
    JsonObject url =
        new JsonObject()
            .put("start", start)
            .put("end", start + shortened.length())
            .put("url", shortened)
            .put("expanded_url", expanded)
            .put("display_url", display.replaceFirst("^https?://", ""));
    if (mediaKey != null) {
      url.put("media_key", mediaKey);
    }
    urls.add(url);
    shown.append(shortened);
  }

  private static String shortName(long id, int index) {
    String name = Long.toString(id * 128 + index, 36);
    return name.substring(Math.max(0, name.length() - 10));
  }

  private static String expanded(String url) {
    return url.matches("(?i)https?://.*") ? url : "http://" + url;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
