package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.SandboxPost;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The live posts of the seeded account; at most {@value #CAPACITY}. */
final class TwitterSandboxTweets {
  static final int CAPACITY = 200_000;

  private static final long EPOCH = 1_288_834_974_657L;
  private static final Duration DUPLICATE_WINDOW = Duration.ofHours(24);
  private static final Set<String> KEYS =
      Set.of(
          "text",
          "media",
          "reply",
          "poll",
          "quote_tweet_id",
          "reply_settings",
          "geo",
          "community_id",
          "share_with_followers",
          "for_super_followers_only",
          "nullcast",
          "card_uri",
          "direct_message_deep_link",
          "edit_options",
          "paid_partnership",
          "made_with_ai");

  private final Shelf<Long, TwitterSandboxTweet> live = new Shelf<>(CAPACITY);
  private final Map<String, Long> idByText = new LinkedHashMap<>();
  private final TwitterSandboxMedia media;
  private final Sequence ids;

  TwitterSandboxTweets(Site site, TwitterSandboxMedia media) {
    this.media = media;
    this.ids = snowflakes(site);
  }

  /** Returns X's ids: the milliseconds since its epoch, then 22 bits. */
  static Sequence snowflakes(Site site) {
    return new Sequence(site.clock(), millis -> (millis - EPOCH) << 22);
  }

  Reply create(Call call) {
    JsonObject body = call.json();
    if (body == null) {
      throw TwitterSandboxDialect.invalid("", "", "Requests with bodies must be valid JSON.");
    }
    String text = text(body);
    call.about(text);
    strict(body);
    List<String> mediaIds = media.attachable(body.getValue("media"), call.at());
    if (text.isBlank() && mediaIds.isEmpty()) {
      throw TwitterSandboxDialect.invalid("text", text, "text: is required when no media is given");
    }
    if (!TwitterSandboxTweet.fits(text)) {
      throw TwitterSandboxDialect.tooLong();
    }
    if (duplicate(text, call)) {
      throw TwitterSandboxDialect.forbidden(
          "You are not allowed to create a Tweet with duplicate content.");
    }
    return created(call, text, mediaIds, replyTo(body));
  }

  Reply delete(Call call) {
    String id = call.param("id");
    TwitterSandboxTweet tweet = find(id);
    if (tweet == null) {
      return TwitterSandboxDialect.notFound("tweet", id);
    }
    call.about(tweet.text());
    live.remove(tweet.id());
    idByText.remove(tweet.text(), tweet.id());
    return TwitterSandboxDialect.data(200, new JsonObject().put("deleted", true)).deleted(id);
  }

  @Nullable TwitterSandboxTweet find(String id) {
    return id.matches("\\d{1,18}|[0-8]\\d{18}") ? live.get(Long.parseLong(id)) : null;
  }

  Shelf<Long, TwitterSandboxTweet> live() {
    return live;
  }

  void clear() {
    live.clear();
    idByText.clear();
  }

  private Reply created(Call call, String text, List<String> mediaIds, @Nullable String replyTo) {
    TwitterSandboxTweet tweet =
        TwitterSandboxTweet.of(ids.next(), text, media.keys(mediaIds), replyTo, call.at());
    live.put(tweet.id(), tweet);
    if (!text.isEmpty()) {
      idByText.put(text, tweet.id());
      if (idByText.size() > CAPACITY) {
        idByText.remove(idByText.keySet().iterator().next());
      }
    }
    String id = Long.toString(tweet.id());
    return TwitterSandboxDialect.data(201, tweet.toJson(Set.of()))
        .created(
            new SandboxPost(
                call.prefix(),
                id,
                call.account(),
                text,
                mediaIds,
                TwitterSandboxTweet.permalink(tweet.id()),
                call.at()));
  }

  private boolean duplicate(String text, Call call) {
    Long id = text.isEmpty() ? null : idByText.get(text);
    TwitterSandboxTweet earlier = id == null ? null : live.get(id);
    return earlier != null && earlier.at().plus(DUPLICATE_WINDOW).isAfter(call.at());
  }

  private static void strict(JsonObject body) {
    for (String key : body.fieldNames()) {
      if (!KEYS.contains(key)) {
        throw TwitterSandboxDialect.invalid(
            key, String.valueOf(body.getValue(key)), "[" + key + "] is not a known field");
      }
    }
    List<String> exclusive =
        new ArrayList<>(List.of("media", "poll", "quote_tweet_id", "card_uri"));
    exclusive.retainAll(body.fieldNames());
    if (exclusive.size() > 1) {
      throw TwitterSandboxDialect.invalid(
          exclusive.get(1), "", "only one of " + new JsonArray(exclusive) + " can be given");
    }
  }

  private static String text(JsonObject body) {
    Object text = body.getValue("text", "");
    if (text instanceof String value) {
      return value;
    }
    throw TwitterSandboxDialect.invalid("text", String.valueOf(text), "text: string expected");
  }

  private static @Nullable String replyTo(JsonObject body) {
    return body.getValue("reply") instanceof JsonObject reply
            && reply.getValue("in_reply_to_tweet_id") instanceof String id
        ? id
        : null;
  }
}
