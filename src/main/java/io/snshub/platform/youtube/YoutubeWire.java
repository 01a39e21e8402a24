package io.snshub.platform.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.Retraction;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** Publish, take down and refresh on YouTube. Pure. */
final class YoutubeWire {
  static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{11}");

  private YoutubeWire() {}

  /** All but the last piece is up, and the last piece is at hand. */
  static boolean sendable(@Variable("upload") YoutubeUpload.Cursor upload) {
    return upload.end() == null
        && upload.handle().session() != null
        && upload.handle().left() <= YoutubeUpload.CHUNK;
  }

  static Outcome notNow(
      @Variable("upload") YoutubeUpload.Cursor upload, @Variable("work") LaneWork work) {
    return upload.end() instanceof Preparation.Failed failed
        ? new Outcome.Refused(failed.failure())
        : new Outcome.Refused(incomplete(work));
  }

  /** Returns the id of the video that this answer shows, or null when it shows none. */
  static @Nullable String video(Answered answer) {
    JsonNode body = Answers.json(answer);
    boolean another = body.has("kind") && !body.path("kind").asText().equals("youtube#video");
    return another ? null : Answers.text(body, "id", ID);
  }

  static Outcome outcome(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    return Answers.outcome(work.platform(), answer, answered -> read(answered, work));
  }

  private static Outcome read(Answered answer, LaneWork work) {
    if (answer.ok()) {
      String id = video(answer);
      return id == null
          ? new Outcome.Doubtful(work.platform() + ": accepted without an id")
          : new Outcome.Published(id, permalink(work, id));
    }
    if (YoutubeSession.incomplete(answer, YoutubeHandle.of(work))) {
      return new Outcome.Refused(incomplete(work));
    }
    if (YoutubeErrors.sessionGone(answer)) {
      // a session also goes when it is complete
      return new Outcome.Doubtful(work.platform() + ": the upload session is gone");
    }
    return YoutubeErrors.unsure(answer)
        ? new Outcome.Doubtful(work.platform() + ": answered " + answer.status())
        : new Outcome.Refused(YoutubeErrors.failure(work.platform(), answer));
  }

  private static PublishFailure incomplete(LaneWork work) {
    return new PublishFailure.Transient(
        "upload_incomplete",
        work.platform() + ": bytes are missing, the upload goes on",
        Duration.ZERO);
  }

  /** The same video has two addresses; a Short is known by the one that plays it as such. */
  static String permalink(LaneWork work, String id) {
    return work.platform().equals(YoutubeShortsPlatform.NAME)
        ? "https://www.youtube.com/shorts/" + id
        : "https://www.youtube.com/watch?v=" + id;
  }

  static PlatformRequest deletion(@Variable("work") LaneWork work) {
    String id = Objects.requireNonNull(work.platformPostId());
    return PlatformRequest.of("DELETE", work.api() + "/youtube/v3/videos?id=" + Answers.encode(id))
        .bearer(work.account().accessToken());
  }

  static Retraction retraction(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (answer instanceof Answered answered) {
      boolean gone =
          answered.status() == 404 && YoutubeErrors.reason(answered).equals("videoNotFound");
      if (answered.status() == 204 || gone) {
        return new Retraction.Gone();
      }
    }
    return new Retraction.Failed(YoutubeErrors.failure(work.platform(), answer));
  }

  static PlatformRequest refresh(@Variable("refresh") RefreshWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", Objects.requireNonNullElse(work.refreshToken(), ""));
    form.put("client_id", work.clientId());
    form.put("client_secret", work.clientSecret());
    return PlatformRequest.of("POST", work.root() + "/token").form(Answers.form(form));
  }

  /** Google keeps the refresh token; the answer normally brings none. */
  static TokenGrant grant(@Body PlatformAnswer answer, @Variable("refresh") RefreshWork work) {
    String platform = work.platform();
    if (!(answer instanceof Answered answered)) {
      return new TokenGrant.Denied(YoutubeErrors.failure(platform, answer));
    }
    JsonNode body = Answers.json(answered);
    TokenGrant.Granted granted = answered.ok() ? Answers.grant(body) : null;
    // this endpoint has an envelope of its own: the error is a word
    String error = body.path("error").isTextual() ? body.path("error").textValue() : "";
    return granted == null ? new TokenGrant.Denied(denial(platform, answered, error)) : granted;
  }

  private static PublishFailure denial(String platform, Answered answer, String error) {
    String message = Answers.words(platform, answer.status(), error);
    if (answer.ok()) {
      return YoutubeErrors.unreadable(platform, "a grant without a token");
    }
    if (error.equals("invalid_grant")) {
      return new PublishFailure.NeedsReauth(error, message, false);
    }
    if (answer.status() == 429 || answer.status() >= 500 || error.isEmpty()) {
      return YoutubeErrors.failure(platform, answer);
    }
    return new PublishFailure.Permanent(error, message);
  }
}
