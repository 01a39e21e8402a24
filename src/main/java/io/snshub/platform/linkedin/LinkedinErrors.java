package io.snshub.platform.linkedin;

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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells apart LinkedIn's refusals: by their code first, then by the HTTP status. */
final class LinkedinErrors {
  /** How long media that are still worked on are given before the next try. */
  private static final Duration MEDIA_WORK = Duration.ofSeconds(30);

  private LinkedinErrors() {}

  /**
   * Says nothing certain about what happened. LinkedIn repeats the HTTP status in its envelope; a
   * 4xx without that may come from a proxy, which may have let the call through before.
   */
  static boolean unsure(Answered answer) {
    return !answer.mayRefuse() || !ofLinkedin(answer);
  }

  private static boolean ofLinkedin(Answered answer) {
    JsonNode body = Answers.json(answer);
    JsonNode status = body.path("status");
    return status.isIntegralNumber()
        && status.longValue() == answer.status()
        && (body.path("message").isTextual() || body.path("code").isTextual());
  }

  /** LinkedIn's own words: there is no such entity. Not that there is no such address. */
  static boolean gone(Answered answer) {
    return answer.status() == 404
        && !unsure(answer)
        && (code(answer).equals("NOT_FOUND")
            || Answers.json(answer).path("message").asText("").contains("not find entity"));
  }

  /** LinkedIn's own words: the token may not see this. */
  static boolean denied(PlatformAnswer answer) {
    return answer instanceof Answered answered && answered.status() == 403 && !unsure(answered);
  }

  /** An equal post of this author is up. */
  static boolean duplicate(Answered answer) {
    return answer.status() == 422
        && !unsure(answer)
        && (code(answer).equals("DUPLICATE_POST")
            || Answers.json(answer).path("message").asText("").contains("is a duplicate of urn:"));
  }

  static PublishFailure unreadable(String what) {
    return new Transient("bad_answer", "linkedin: " + what, null);
  }

  static PublishFailure failure(PlatformAnswer answer) {
    return answer instanceof Answered answered
        ? failure(answered)
        : Answers.unreached(LinkedinPlatform.NAME, answer);
  }

  static PublishFailure failure(Answered answer) {
    String said = Answers.json(answer).path("message").asText("");
    String message = Answers.words(LinkedinPlatform.NAME, answer.status(), said);
    String status = "http_" + answer.status();
    if (unsure(answer)) {
      return new Transient(status, message, Answers.retryAfter(answer));
    }
    String code = duplicate(answer) ? "DUPLICATE_POST" : code(answer);
    return switch (code) {
      case "MEDIA_ASSET_WAITING_UPLOAD" -> new Transient(lower(code), message, MEDIA_WORK);
      case "EXPIRED_UPLOAD_URL", "UPDATING_ASSET_FAILED", "CONFLICT" ->
          new Transient(lower(code), message, null);
      default -> byStatus(answer, code.isEmpty() ? status : lower(code), said, message);
    };
  }

  private static PublishFailure byStatus(
      Answered answer, String code, String said, String message) {
    return switch (answer.status()) {
      case 401 -> unauthorized(answer, code, message);
      case 403 ->
          said.startsWith("Not enough permissions")
              ? new NeedsReauth("missing_scope", message, false)
              : new Permanent(code, message);
      case 409 -> new Transient(code, message, null);
      case 429 -> new Transient("rate_limited", message, pause(answer));
      default -> new Permanent(code, message);
    };
  }

  private static PublishFailure unauthorized(Answered answer, String code, String message) {
    return switch (Answers.json(answer).path("serviceErrorCode").asInt()) {
      case 65_601 -> new NeedsReauth("revoked_access_token", message, false);
      case 65_602 -> new NeedsReauth("expired_access_token", message, true);
      default -> new NeedsReauth(code, message, !code.equals("revoked_access_token"));
    };
  }

  /** Returns how long to leave LinkedIn alone: its quotas come back at midnight UTC. */
  static @Nullable Duration pause(Answered answer) {
    Duration asked = Answers.retryAfter(answer);
    Instant now = Answers.givenAt(answer);
    if (asked != null || now == null) {
      return asked;
    }
    LocalDate tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
    return Answers.until(answer, tomorrow.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static String code(Answered answer) {
    JsonNode body = Answers.json(answer);
    String first = body.path("code").asText("");
    return first.isEmpty()
        ? body.path("errorDetails").path("inputErrors").path(0).path("code").asText("")
        : first;
  }

  private static String lower(String code) {
    return code.matches("[A-Z0-9_]{1,60}") ? code.toLowerCase(Locale.ROOT) : "refused";
  }
}
