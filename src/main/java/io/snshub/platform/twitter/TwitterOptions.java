package io.snshub.platform.twitter;

import com.twitter.twittertext.TwitterTextParser;
import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.platform.Option;
import io.snshub.post.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code overrides} may set on X, how it is sent, and what X asks of it. */
final class TwitterOptions {
  private static final int TAGGED = 10;
  private static final List<String> REPLY =
      List.of("in_reply_to_tweet_id", "exclude_reply_user_ids", "auto_populate_reply_metadata");
  private static final List<String> CARD = List.of("card_uri");
  private static final List<String> BESIDE_NONE = List.of("quote_tweet_id", "card_uri");

  /** Handed on as they are. */
  private static final List<Option> PLAIN =
      List.of(
          Option.object("reply", "the post it answers: in_reply_to_tweet_id"),
          Option.text("quote_tweet_id", "the post it quotes"),
          Option.object("poll", "2 to 4 options of 1 to 25 characters, and duration_minutes"),
          Option.text(
              "reply_settings",
              "who may answer",
              "following",
              "mentionedUsers",
              "subscribers",
              "verified"),
          Option.text("community_id", "the community it goes to"),
          Option.object("geo", "place_id"),
          Option.text("card_uri", "a card to show"),
          Option.text("direct_message_deep_link", "a link that begins a direct message"),
          Option.flag("for_super_followers_only", "for subscribers only"),
          Option.flag("share_with_followers", "a community's post is shown to followers too"),
          Option.flag("paid_partnership", "marked as paid"),
          Option.flag("made_with_ai", "marked as made by AI"));

  /** Sent beside the media. */
  private static final List<Option> OF_MEDIA =
      List.of(Option.texts("tagged_user_ids", "up to 10 users who are in the picture"));

  private TwitterOptions() {}

  static List<Option> all() {
    List<Option> all = new ArrayList<>(PLAIN);
    all.addAll(OF_MEDIA);
    return List.copyOf(all);
  }

  /** Returns what creates a post. */
  static Map<String, Object> body(Content content, List<String> mediaIds) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", content.text());
    if (!mediaIds.isEmpty()) {
      Map<String, Object> media = new LinkedHashMap<>();
      media.put("media_ids", mediaIds);
      put(media, OF_MEDIA, content);
      body.put("media", media);
    }
    put(body, PLAIN, content);
    return body;
  }

  private static void put(Map<String, Object> to, List<Option> options, Content content) {
    for (Option option : options) {
      Object value = content.options().get(option.name());
      if (value != null) {
        to.put(option.name(), value);
      }
    }
  }

  static List<ContentRule> rules() {
    return List.of(
        new ContentRule("invalid_characters", "content", TwitterOptions::characters),
        new ContentRule("one_kind_only", "poll", content -> alone(content, "poll", BESIDE_NONE)),
        new ContentRule(
            "one_kind_only", "quote_tweet_id", content -> alone(content, "quote_tweet_id", CARD)),
        new ContentRule(
            "one_kind_only", "card_uri", content -> alone(content, "card_uri", List.of())),
        new ContentRule("poll_invalid", "poll", TwitterOptions::poll),
        new ContentRule("reply_invalid", "reply", TwitterOptions::reply),
        new ContentRule("geo_invalid", "geo", TwitterOptions::geo),
        new ContentRule(
            "quote_invalid", "quote_tweet_id", content -> id(content, "quote_tweet_id")),
        new ContentRule(
            "community_invalid", "community_id", content -> id(content, "community_id")),
        new ContentRule("tags_invalid", "tagged_user_ids", TwitterOptions::tags),
        new ContentRule("gif_alone", "media_urls", TwitterMediaRules::gifAlone),
        new ContentRule("media_too_large", "media_urls", TwitterMediaRules::stillSize));
  }

  private static @Nullable Breach characters(Content content) {
    boolean bad = content.text().chars().anyMatch(c -> c == 0xFFFE || c == 0xFEFF || c == 0xFFFF);
    return bad ? new Breach("text has a character that X does not take (U+FFFE, U+FEFF)") : null;
  }

  /** Counts as X does: a link is 23, a wide character or an emoji 2. */
  static int weighted(String text) {
    return TwitterPlain.counted(text)
        ? text.length()
        : TwitterTextParser.parseTweet(text).weightedLength;
  }

  /** Each pair that can't stand together is told once, at its first. */
  private static @Nullable Breach alone(Content content, String option, List<String> others) {
    if (!content.options().containsKey(option)) {
      return null;
    }
    List<String> given = new ArrayList<>(others);
    given.retainAll(content.options().keySet());
    if (!content.media().isEmpty()) {
      given.add("media");
    }
    return given.isEmpty()
        ? null
        : new Breach("%s can't stand beside %s".formatted(option, String.join(" or ", given)));
  }

  private static @Nullable Breach poll(Content content) {
    if (!(content.options().get("poll") instanceof Map<?, ?> poll)) {
      return null;
    }
    if (!(poll.get("options") instanceof List<?> options)
        || options.size() < 2
        || options.size() > 4
        || !options.stream().allMatch(TwitterOptions::answer)) {
      return new Breach("poll needs 2 to 4 options of 1 to 25 characters", "2 to 4", null);
    }
    if (!(poll.get("duration_minutes") instanceof Integer minutes)
        || minutes < 5
        || minutes > 10_080) {
      return new Breach("poll needs duration_minutes from 5 to 10080", "5 to 10080", null);
    }
    return poll.size() > 2 && !poll.containsKey("reply_settings") || poll.size() > 3
        ? new Breach("poll has options, duration_minutes and reply_settings, nothing else")
        : null;
  }

  private static boolean answer(@Nullable Object option) {
    return option instanceof String text
        && !text.isEmpty()
        && text.codePointCount(0, text.length()) <= 25;
  }

  private static @Nullable Breach reply(Content content) {
    if (!(content.options().get("reply") instanceof Map<?, ?> reply)) {
      return null;
    }
    if (!isId(reply.get("in_reply_to_tweet_id"))) {
      return new Breach("reply needs in_reply_to_tweet_id, a number as text");
    }
    return REPLY.containsAll(reply.keySet())
        ? null
        : new Breach("reply has " + String.join(", ", REPLY) + ", nothing else");
  }

  private static @Nullable Breach geo(Content content) {
    return content.options().get("geo") instanceof Map<?, ?> geo
            && !(geo.size() == 1 && geo.get("place_id") instanceof String)
        ? new Breach("geo needs place_id, and nothing else")
        : null;
  }

  private static @Nullable Breach id(Content content, String option) {
    Object id = content.options().get(option);
    return id == null || isId(id) ? null : new Breach(option + " must be a number as text");
  }

  private static boolean isId(@Nullable Object value) {
    return value instanceof String text && TwitterPage.ID.matcher(text).matches();
  }

  private static @Nullable Breach tags(Content content) {
    if (!(content.options().get("tagged_user_ids") instanceof List<?> users)) {
      return null;
    }
    if (users.size() > TAGGED) {
      String wrong = "tagged_user_ids has %d users, at most %d".formatted(users.size(), TAGGED);
      return new Breach(wrong, TAGGED, users.size());
    }
    return users.stream().allMatch(TwitterOptions::isId)
        ? null
        : new Breach("tagged_user_ids must be numbers as text");
  }
}
