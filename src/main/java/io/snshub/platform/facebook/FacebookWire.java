package io.snshub.platform.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** The one call that makes a post, a video or a Reel visible. Pure. */
final class FacebookWire {
  private static final Duration COURTESY = Duration.ofSeconds(5);

  /** Options handed on to the feed by the platform's own names. */
  private static final List<String> FEED_OPTIONS =
      List.of("link", "place", "targeting", "feed_targeting", "call_to_action");

  private static final List<String> VIDEO_OPTIONS =
      List.of("targeting", "feed_targeting", "content_category", "content_tags", "embeddable");

  private static final List<String> REEL_OPTIONS = List.of("targeting", "feed_targeting", "place");

  private FacebookWire() {}

  /** What it means to publish a thing twice isn't documented, so it isn't tried. */
  static boolean upAlready(@Variable("work") LaneWork work) {
    return FacebookHandle.of(work).published();
  }

  static Outcome leftAlone() {
    return new Outcome.Doubtful("facebook: what was prepared is up already");
  }

  static PlatformRequest publish(@Variable("work") LaneWork work) {
    if (!FacebookCalls.video(work)) {
      return FacebookCalls.post(work, "/feed", feed(work)).visible();
    }
    return FacebookCalls.reel(work)
        ? FacebookCalls.post(work, "/video_reels", reel(work)).visible()
        : FacebookCalls.post(work, "/videos", video(work)).visible();
  }

  private static Map<String, String> feed(LaneWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("message", work.content().text());
    List<String> photos = FacebookHandle.of(work).photos();
    for (int i = 0; i < photos.size(); i++) {
      form.put("attached_media[" + i + "]", Answers.write(Map.of("media_fbid", photos.get(i))));
    }
    options(form, work, FEED_OPTIONS);
    // the answer then carries the new post's address too
    form.put("fields", "id,permalink_url");
    return form;
  }

  private static Map<String, String> video(LaneWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("upload_phase", "finish");
    form.put("upload_session_id", Objects.requireNonNull(FacebookHandle.of(work).session()));
    form.put("published", "true");
    described(form, work);
    options(form, work, VIDEO_OPTIONS);
    return form;
  }

  private static Map<String, String> reel(LaneWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("upload_phase", "FINISH");
    form.put("video_id", Objects.requireNonNull(FacebookHandle.of(work).video()));
    form.put("video_state", "PUBLISHED");
    described(form, work);
    options(form, work, REEL_OPTIONS);
    return form;
  }

  private static void described(Map<String, String> form, LaneWork work) {
    form.put("description", work.content().text());
    if (work.content().title() != null) {
      form.put("title", work.content().title());
    }
  }

  private static void options(Map<String, String> form, LaneWork work, List<String> names) {
    for (String name : names) {
      Object value = work.content().options().get(name);
      if (value != null) {
        form.put(name, value instanceof String text ? text : Answers.write(value));
      }
    }
  }

  static Outcome outcome(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    return Answers.outcome(FacebookPlatform.NAME, answer, answered -> read(answered, work));
  }

  private static Outcome read(Answered answer, LaneWork work) {
    if (answer.ok()) {
      return FacebookCalls.video(work) ? acknowledged(answer) : posted(Answers.json(answer), work);
    }
    FacebookErrors.GraphError error = FacebookErrors.error(answer);
    if (FacebookErrors.doubtful(answer) || perhapsEarlier(error, work)) {
      String name = error == null ? "" : " (" + error.name() + ")";
      return new Outcome.Doubtful("facebook: answered " + answer.status() + name);
    }
    PublishFailure failure = FacebookErrors.failure(answer);
    // a link that can't be read may be read the next time, and then no more
    return error != null && error.subcode() == 1609005 && work.attempt() == 1
        ? new Outcome.Refused(
            new PublishFailure.Transient(failure.code(), failure.message(), Duration.ofSeconds(30)))
        : new Outcome.Refused(failure);
  }

  /** A refusal that an earlier attempt of ours may be the reason for. */
  private static boolean perhapsEarlier(FacebookErrors.@Nullable GraphError error, LaneWork work) {
    if (error == null) {
      return false;
    }
    // nobody else knows the pictures' ids
    return error.subcode() == 1366051
        || (work.attempt() > 1 && (error.code() == 506 || FacebookCalls.video(work)));
  }

  private static Outcome posted(JsonNode body, LaneWork work) {
    String id = Answers.text(body, "id", FacebookCalls.POST_ID);
    if (id == null) {
      return new Outcome.Doubtful("facebook: accepted without an id of a post");
    }
    String link = Answers.text(body, "permalink_url", FacebookCalls.LINK);
    return new Outcome.Published(id, link == null ? "https://www.facebook.com/" + id : link);
  }

  /** An acknowledgement only: whether the video is up, its state tells. */
  private static Outcome acknowledged(Answered answer) {
    JsonNode success = Answers.json(answer).path("success");
    return new Outcome.Doubtful(
        success.isBoolean() && success.booleanValue()
            ? "facebook: accepted, and still being processed"
            : "facebook: accepted without a word");
  }

  /** A video was taken; a look at its state may tell more. */
  static boolean taken(@Variable("outcome") Outcome outcome, @Variable("work") LaneWork work) {
    return outcome instanceof Outcome.Doubtful doubtful
        && doubtful.reason().endsWith("still being processed")
        && FacebookCalls.video(work);
  }

  /** A courtesy: the call is made whatever comes of it, so it gets little time. */
  static PlatformRequest ask(@Variable("work") LaneWork work) {
    return FacebookVideoState.ask(work).within(COURTESY);
  }

  static Outcome told(
      @Variable("state") FacebookVideoState.State state,
      @Variable("outcome") Outcome outcome,
      @Variable("work") LaneWork work) {
    return switch (state.stage()) {
      case UP ->
          new Outcome.Published(
              Objects.requireNonNull(FacebookHandle.of(work).video()), state.permalink());
      case FAILED -> new Outcome.Refused(state.why());
      default -> outcome;
    };
  }
}
