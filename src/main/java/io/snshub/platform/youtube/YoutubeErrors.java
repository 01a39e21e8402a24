package io.snshub.platform.youtube;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Tells apart Google's refusals: by the reason first, then by the HTTP status. */
final class YoutubeErrors {
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  private YoutubeErrors() {}

  static boolean sessionGone(PlatformAnswer answer) {
    return answer instanceof Answered answered
        && (answered.status() == 404 || answered.status() == 410);
  }

  /**
   * Says nothing certain about what happened. Google refuses in its own envelope; a 4xx without it
   * may come from a proxy that had let the call through.
   */
  static boolean unsure(Answered answer) {
    return !answer.mayRefuse() || !ofGoogle(answer);
  }

  private static boolean ofGoogle(Answered answer) {
    JsonNode error = Answers.json(answer).path("error");
    return error.path("code").isIntegralNumber()
        || error.path("errors").path(0).path("reason").isTextual()
        || error.path("status").isTextual()
        || (answer.status() == 401 && answer.header("www-authenticate") != null);
  }

  static PublishFailure unreadable(String platform, String what) {
    return new Transient("bad_answer", platform + ": " + what, null);
  }

  /** What YouTube says of a video that it could not, or would not, make ready to be seen. */
  static PublishFailure broken(String platform, JsonNode status) {
    String said =
        status.path("failureReason").asText(status.path("rejectionReason").asText("no reason"));
    String state = status.path("uploadStatus").asText();
    String reason = said.replaceAll("[^A-Za-z]", "");
    return new Permanent(
        "video_" + state.replaceAll("[^a-z]", ""),
        "%s: the video came, and YouTube %s it: %s"
            .formatted(
                platform, state.equals("rejected") ? "rejected" : "failed to process", reason));
  }

  static PublishFailure failure(String platform, PlatformAnswer answer) {
    return answer instanceof Answered answered
        ? failure(platform, answered)
        : Answers.unreached(platform, answer);
  }

  static PublishFailure failure(String platform, Answered answer) {
    JsonNode error = Answers.json(answer).path("error");
    String said = error.path("message").asText("").replaceAll("<[^>]*>", "");
    String message = Answers.words(platform, answer.status(), said);
    String reason = reason(answer);
    String code = reason.isEmpty() ? "http_" + answer.status() : reason;
    if (unsure(answer)) {
      return new Transient(code, message, Answers.retryAfter(answer));
    }
    if (error.toString().contains("ACCESS_TOKEN_SCOPE_INSUFFICIENT")) {
      return new NeedsReauth("insufficientPermissions", message, false);
    }
    return switch (reason) {
      case "authError" -> new NeedsReauth(code, message, true);
      case "required", "insufficientPermissions" -> new NeedsReauth(code, message, false);
      case "youtubeSignupRequired" -> new Permanent(code, message);
      case "quotaExceeded", "dailyLimitExceeded" ->
          new Transient(code, message, wait(answer, midnight(answer)));
      case "rateLimitExceeded" ->
          new Transient(
              code, message, wait(answer, answer.status() == 429 ? midnight(answer) : null));
      case "userRateLimitExceeded" -> new Transient(code, message, wait(answer, null));
      case "uploadLimitExceeded" ->
          new Transient(code, message, wait(answer, Duration.ofHours(24)));
      case "uploadRateLimitExceeded" ->
          new Transient(code, message, wait(answer, Duration.ofHours(1)));
      default -> byStatus(answer, code, message);
    };
  }

  private static PublishFailure byStatus(Answered answer, String code, String message) {
    return switch (answer.status()) {
      case 401 -> new NeedsReauth(code, message, true);
      case 429 ->
          new Transient(code, message, wait(answer, daily(answer) ? midnight(answer) : null));
      default -> new Permanent(code, message);
    };
  }

  /** The newer front end names no reason; its daily stops say that they are daily. */
  private static boolean daily(Answered answer) {
    JsonNode error = Answers.json(answer).path("error");
    return error.path("status").asText().equals("RESOURCE_EXHAUSTED")
        && error.path("message").asText().contains("per day");
  }

  /** The first error's reason, or an empty text. */
  static String reason(Answered answer) {
    return Answers.json(answer).path("error").path("errors").path(0).path("reason").asText("");
  }

  private static @Nullable Duration wait(Answered answer, @Nullable Duration usual) {
    Duration asked = Answers.retryAfter(answer);
    return asked == null ? usual : asked;
  }

  /** Quotas come back at midnight Pacific time. */
  private static @Nullable Duration midnight(Answered answer) {
    Instant now = Answers.givenAt(answer);
    if (now == null) {
      return null;
    }
    ZonedDateTime there = now.atZone(PACIFIC);
    return Duration.between(there, there.toLocalDate().plusDays(1).atStartOfDay(PACIFIC));
  }
}
