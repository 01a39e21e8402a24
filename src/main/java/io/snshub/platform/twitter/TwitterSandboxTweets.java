package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.SandboxPost;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The live posts of the seeded account; at most {@value #CAPACITY}. */
final class TwitterSandboxTweets {
  static final int CAPACITY = 200_000;

  private static final long EPOCH = 1_288_834_974_657L;
  private static final Duration DUPLICATE_WINDOW = Duration.ofHours(24);
  private final Shelf<Long, TwitterSandboxTweet> live = new Shelf<>(CAPACITY);
  private final Shelf<Long, Instant> gone = new Shelf<>(CAPACITY);
  private final Map<String, Long> idByText = new LinkedHashMap<>();
  private final TwitterSandboxMedia media;
  private final TwitterSandboxChoices choices;
  private final Sequence ids;

  TwitterSandboxTweets(Site site, TwitterSandboxMedia media, TwitterSandboxChoices choices) {
    this.media = media;
    this.choices = choices;
    this.ids = snowflakes(site);
  }

  /** Returns X's ids: the milliseconds since its epoch, then 22 bits. */
  static Sequence snowflakes(Site site) {
    return new Sequence(site.clock(), millis -> (millis - EPOCH) << 22);
  }

  Reply create(Call call) {
    JsonObject body = call.json();
    if (body == null) {
      throw TwitterSandboxDialect.malformed(
          List.of("Requests with bodies must be valid JSON with content-type application/json."));
    }
    List<String> faults = TwitterSandboxBody.faults(body);
    if (!faults.isEmpty()) {
      throw TwitterSandboxDialect.malformed(faults);
    }
    String text = body.getString("text", "");
    call.about(text);
    List<String> mediaIds = media.attachable(body.getJsonObject("media"), call.at());
    if (text.isBlank() && mediaIds.isEmpty()) {
      throw TwitterSandboxDialect.malformed(
          List.of("$.text: is missing but it is required without media"));
    }
    if (!TwitterSandboxText.fits(text)) {
      throw TwitterSandboxDialect.tooLong(choices.longForbidden().getAsBoolean());
    }
    allowed(body, text);
    if (duplicate(text, call)) {
      throw TwitterSandboxDialect.forbidden(
          "You are not allowed to create a Tweet with duplicate content.");
    }
    return created(call, body, mediaIds);
  }

  /** What X allows depends on the account and on what a post points at. */
  private void allowed(JsonObject body, String text) {
    if (TwitterSandboxText.cashtags(text) > 1) {
      throw TwitterSandboxDialect.forbidden("Posts are limited to a maximum of one cashtag");
    }
    JsonObject reply = body.getJsonObject("reply");
    String answered = reply == null ? null : reply.getString("in_reply_to_tweet_id");
    String quoted = body.getString("quote_tweet_id");
    if (answered != null && missing(answered)) {
      throw TwitterSandboxDialect.forbidden(
          "You attempted to reply to a Tweet that is deleted or not visible to you.");
    }
    if (quoted != null && missing(quoted)) {
      throw TwitterSandboxDialect.forbidden(
          "You attempted to quote a Tweet that is deleted or not visible to you.");
    }
    boolean stranger = answered != null && find(answered) == null;
    boolean notForAll = quoted != null || stranger;
    // only accounts that pay for it may edit, and the sandbox's does not
    if (body.containsKey("edit_options") || (notForAll && choices.selfServe().getAsBoolean())) {
      throw TwitterSandboxDialect.forbidden("You are not permitted to perform this action.");
    }
  }

  /** A post that was here; any other number may be a stranger's. */
  private boolean missing(String id) {
    return id.length() == 19 && find(id) == null && gone.get(Long.parseLong(id)) != null;
  }

  Reply delete(Call call) {
    String id = call.param("id");
    if (!id.matches("[0-9]{1,19}")) {
      throw TwitterSandboxDialect.invalid(
          "id", id, "The `id` query parameter value [" + id + "] is not valid");
    }
    TwitterSandboxTweet tweet = find(id);
    Reply done = TwitterSandboxDialect.data(200, new JsonObject().put("deleted", true));
    if (tweet == null) {
      return choices.deletesMissing().getAsBoolean()
          ? done
          : TwitterSandboxDialect.notFound("tweet", id);
    }
    call.about(tweet.text());
    live.remove(tweet.id());
    gone.put(tweet.id(), call.at());
    idByText.remove(tweet.text(), tweet.id());
    return done.deleted(id);
  }

  @Nullable TwitterSandboxTweet find(String id) {
    return id.matches("\\d{1,18}|[0-8]\\d{18}") ? live.get(Long.parseLong(id)) : null;
  }

  Shelf<Long, TwitterSandboxTweet> live() {
    return live;
  }

  void clear() {
    live.clear();
    gone.clear();
    idByText.clear();
  }

  private Reply created(Call call, JsonObject body, List<String> mediaIds) {
    String text = body.getString("text", "");
    long id = ids.next();
    List<String> keys = media.keys(mediaIds);
    TwitterSandboxTweet tweet =
        new TwitterSandboxTweet(
            id,
            text,
            TwitterSandboxText.of(id, text, keys),
            keys,
            conversation(body, id),
            body,
            call.at());
    live.put(id, tweet);
    if (!text.isEmpty()) {
      idByText.put(text, id);
      if (idByText.size() > CAPACITY) {
        idByText.remove(idByText.keySet().iterator().next());
      }
    }
    boolean renamed = choices.renamed().getAsBoolean();
    return TwitterSandboxDialect.data(201, new TwitterSandboxView(renamed).created(tweet))
        .created(
            new SandboxPost(
                call.prefix(),
                tweet.name(),
                call.account(),
                text,
                mediaIds,
                TwitterSandboxTweet.permalink(id),
                call.at()));
  }

  private long conversation(JsonObject body, long id) {
    JsonObject reply = body.getJsonObject("reply");
    String answered = reply == null ? null : reply.getString("in_reply_to_tweet_id");
    TwitterSandboxTweet other = answered == null ? null : find(answered);
    return other == null ? id : other.conversation();
  }

  private boolean duplicate(String text, Call call) {
    Long id = text.isEmpty() ? null : idByText.get(text);
    TwitterSandboxTweet earlier = id == null ? null : live.get(id);
    return earlier != null && earlier.at().plus(DUPLICATE_WINDOW).isAfter(call.at());
  }
}
