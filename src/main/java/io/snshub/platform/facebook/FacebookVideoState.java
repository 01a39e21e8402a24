package io.snshub.platform.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.GraphError;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.post.PublishFailure;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** What the platform says of a video whose id is known. */
final class FacebookVideoState {
  private static final Pattern WORD = Pattern.compile("[a-z_]{1,40}");
  private static final String SITE = "https://www.facebook.com";

  private FacebookVideoState() {}

  /** Where a video stands. */
  enum Stage {
    /** The bytes, or the last call, are still missing. */
    WAITING,
    /** It is being worked on. */
    PROCESSING,
    UP,
    FAILED,
    /** The platform has thrown the upload away. */
    EXPIRED,
    /** There is no such video. */
    MISSING,
    /** The answer doesn't tell. */
    UNREADABLE
  }

  /**
   * One look.
   *
   * @param stage where it stands
   * @param permalink its address, or null
   * @param received the bytes that the platform has
   * @param failure why it failed, or why the answer says nothing
   */
  record State(
      Stage stage, @Nullable String permalink, long received, @Nullable PublishFailure failure) {
    PublishFailure why() {
      return failure == null ? FacebookErrors.unreadable("a video in an unknown state") : failure;
    }
  }

  static PlatformRequest ask(@Variable("work") LaneWork work) {
    String video = Objects.requireNonNull(FacebookHandle.of(work).video());
    return FacebookCalls.get(
        work, "/" + video + "?fields=id,status,published,permalink_url,post_id");
  }

  static State read(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    GraphError error = GraphError.of(answer);
    if (error != null && error.missing()) {
      return new State(Stage.MISSING, null, 0, FacebookErrors.failure(answer));
    }
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new State(Stage.UNREADABLE, null, 0, FacebookErrors.failure(answer));
    }
    JsonNode body = Answers.json(answered);
    String id = Answers.text(body, "id", FacebookCalls.NODE_ID);
    JsonNode status = body.path("status");
    String word = Answers.text(status, "video_status", WORD);
    if (word == null || !Objects.equals(id, FacebookHandle.of(work).video())) {
      return new State(Stage.UNREADABLE, null, 0, null);
    }
    JsonNode sent = status.path("uploading_phase");
    long received =
        Math.max(sent.path("bytes_transfered").asLong(0), sent.path("bytes_transferred").asLong(0));
    return new State(stage(word, body), permalink(body), received, reason(status));
  }

  private static Stage stage(String word, JsonNode body) {
    JsonNode publishing = body.path("status").path("publishing_phase");
    String told = publishing.path("publish_status").asText("");
    boolean failed =
        word.matches("error|upload_failed")
            || told.equals("error")
            || publishing.path("status").asText("").equals("error");
    if (failed) {
      return Stage.FAILED;
    }
    if (word.equals("expired")) {
      return Stage.EXPIRED;
    }
    boolean ready = word.equals("ready");
    if (told.equals("published")
        && (ready || publishing.path("status").asText("").matches("complete(d)?"))) {
      return Stage.UP;
    }
    if (ready && told.isEmpty() && body.path("published").asBoolean(false)) {
      return Stage.UP;
    }
    return word.equals("processing") || told.equals("published") ? Stage.PROCESSING : Stage.WAITING;
  }

  /** The address of a video may come without its site. */
  private static @Nullable String permalink(JsonNode body) {
    String link = body.path("permalink_url").asText("");
    String whole = link.startsWith("/") ? SITE + link : link;
    return FacebookCalls.LINK.matcher(whole).matches() ? whole : null;
  }

  private static @Nullable PublishFailure reason(JsonNode status) {
    for (String phase : new String[] {"uploading_phase", "processing_phase", "publishing_phase"}) {
      JsonNode part = status.path(phase);
      JsonNode first = part.path("errors").path(0);
      String words = part.path("error").path("message").asText(first.path("message").asText(""));
      if (!words.isEmpty()) {
        String code = first.path("code").asText("");
        return new PublishFailure.Permanent(
            code.isEmpty() ? "processing_failed" : code,
            "facebook: of the video the platform says: " + words.strip().replaceAll("\\s+", " "));
      }
    }
    return status.path("video_status").asText("").matches("error|upload_failed")
        ? new PublishFailure.Permanent(
            "processing_failed", "facebook: the video could not be processed")
        : null;
  }

  /** A prepare of a video that has all its bytes: is it still there, and still unseen? */
  static Preparation preparation(@Variable("state") State state, @Variable("work") LaneWork work) {
    FacebookHandle handle = FacebookHandle.of(work);
    return switch (state.stage()) {
      case WAITING, PROCESSING -> new Preparation.Ready(handle.json());
      case UP -> new Preparation.Ready(handle.up().json());
      case FAILED, EXPIRED, MISSING -> FacebookVideos.anew(handle, state.why());
      case UNREADABLE -> new Preparation.Failed(state.why());
    };
  }
}
