package io.snshub.platform.twitter;

import static io.snshub.platform.twitter.TwitterSandboxShape.flag;
import static io.snshub.platform.twitter.TwitterSandboxShape.list;
import static io.snshub.platform.twitter.TwitterSandboxShape.number;
import static io.snshub.platform.twitter.TwitterSandboxShape.object;
import static io.snshub.platform.twitter.TwitterSandboxShape.oneOf;
import static io.snshub.platform.twitter.TwitterSandboxShape.pattern;
import static io.snshub.platform.twitter.TwitterSandboxShape.text;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The strict shape of what creates a post, and the words in which X says what is wrong with it.
 * Rules that need more than the body stand elsewhere.
 */
final class TwitterSandboxBody {
  private static final TwitterSandboxShape ID = pattern("^[0-9]{1,19}$");
  private static final TwitterSandboxShape TEXT = text(0, Integer.MAX_VALUE);
  private static final TwitterSandboxShape FLAG = flag();
  private static final TwitterSandboxShape AUDIENCE =
      oneOf("following", "mentionedUsers", "subscribers", "verified");
  private static final TwitterSandboxShape LINK = object(Map.of("url", TEXT), "url");

  private static final TwitterSandboxShape POST =
      object(
          Map.ofEntries(
              Map.entry("card_uri", TEXT),
              Map.entry("community_id", ID),
              Map.entry("direct_message_deep_link", TEXT),
              Map.entry("edit_options", object(Map.of("previous_post_id", ID), "previous_post_id")),
              Map.entry("for_super_followers_only", FLAG),
              Map.entry("geo", object(Map.of("place_id", TEXT), "place_id")),
              Map.entry("made_with_ai", FLAG),
              Map.entry("media", media()),
              Map.entry("nullcast", FLAG),
              Map.entry("paid_partnership", FLAG),
              Map.entry("poll", poll()),
              Map.entry("quote_tweet_id", ID),
              Map.entry("reply", reply()),
              Map.entry("reply_settings", AUDIENCE),
              Map.entry("share_with_followers", FLAG),
              Map.entry("text", TEXT)));

  private TwitterSandboxBody() {}

  /** Returns what is wrong with a body; empty when it has its shape. */
  static List<String> faults(JsonObject body) {
    List<String> wrong = new ArrayList<>();
    POST.check("$", body, wrong);
    List<String> exclusive =
        new ArrayList<>(List.of("media", "poll", "quote_tweet_id", "card_uri"));
    exclusive.retainAll(body.fieldNames());
    if (exclusive.size() > 1) {
      wrong.add("$: only one of " + exclusive + " can be given");
    }
    return wrong;
  }

  private static TwitterSandboxShape media() {
    TwitterSandboxShape app =
        object(Map.of("app_store_id", TEXT, "ipad_app_store_id", TEXT, "play_store_id", TEXT));
    TwitterSandboxShape calls =
        object(Map.of("app_install", app, "visit_site", LINK, "watch_now", LINK));
    return object(
        Map.of(
            "call_to_actions", calls,
            "description", TEXT,
            "embeddable", FLAG,
            "media_ids", list(1, 4, ID),
            "preview_media_id", ID,
            "tagged_user_ids", list(0, 10, ID),
            "title", TEXT),
        "media_ids");
  }

  private static TwitterSandboxShape poll() {
    return object(
        Map.of(
            "duration_minutes", number(5, 10_080),
            "options", list(2, 4, text(1, 25)),
            "reply_settings", AUDIENCE),
        "options",
        "duration_minutes");
  }

  private static TwitterSandboxShape reply() {
    return object(
        Map.of(
            "auto_populate_reply_metadata", FLAG,
            "exclude_reply_user_ids", list(0, Integer.MAX_VALUE, TEXT),
            "in_reply_to_tweet_id", ID),
        "in_reply_to_tweet_id");
  }
}
