package io.snshub.platform.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells apart Pinterest's refusals: by its own number, the HTTP status, and some words. */
final class PinterestErrors {
  private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,15})\\b.*");

  /** Above it a reset is a point in time, whatever its unit is said to be. */
  private static final long EPOCH = 1_000_000_000L;

  private PinterestErrors() {}

  /**
   * Says nothing certain about what happened. Every refusal of Pinterest comes as a number with a
   * sentence; a 4xx without them may come from a proxy that had let the call through.
   */
  static boolean unsure(Answered answer) {
    return !answer.mayRefuse() || !ofPinterest(answer);
  }

  private static boolean ofPinterest(Answered answer) {
    JsonNode body = Answers.json(answer);
    return body.path("code").isIntegralNumber() && body.path("message").isTextual();
  }

  /** A refusal of Pinterest itself with this status. */
  static boolean says(Answered answer, int status) {
    return answer.status() == status && !unsure(answer);
  }

  /** Returns Pinterest's own number, or 0. */
  static int code(Answered answer) {
    return Answers.json(answer).path("code").asInt(0);
  }

  /** Why a call that may be repeated did not succeed. */
  static PublishFailure failure(PlatformAnswer answer) {
    return answer instanceof Answered answered
        ? failure(answered)
        : Answers.unreached(PinterestPlatform.NAME, answer);
  }

  static PublishFailure failure(Answered answer) {
    String said = Answers.json(answer).path("message").asText("");
    String message = Answers.words(PinterestPlatform.NAME, answer.status(), said);
    String status = "http_" + answer.status();
    if (unsure(answer)) {
      return new Transient(status, message, answer.status() == 429 ? pause(answer) : null);
    }
    int code = code(answer);
    return switch (answer.status()) {
      case 400 -> invalid(said.toLowerCase(Locale.ROOT), message);
      case 401 ->
          code == 3
              ? new NeedsReauth("not_authorized", message, false)
              : new NeedsReauth("unauthorized", message, true);
      case 403 -> forbidden(code, said, message);
      case 404 -> new Permanent(missing(code), message);
      case 429 -> new Transient("rate_limited", message, pause(answer));
      default -> new Permanent(status, message);
    };
  }

  private static PublishFailure invalid(String said, String message) {
    if (said.contains("unable to reach the url")) {
      // perhaps late on its way to all mirrors
      return new Transient("media_unreachable", message, Duration.ofSeconds(20));
    }
    boolean early =
        said.contains("media")
            && (said.contains("not ready")
                || said.contains("processing")
                || said.contains("registered"));
    return early
        ? new Transient("media_not_ready", message, Duration.ofSeconds(10))
        : new Permanent("invalid_request", message);
  }

  private static PublishFailure forbidden(int code, String said, String message) {
    if (code == 3) {
      return new NeedsReauth("not_authorized", message, false);
    }
    return new Permanent(said.contains("Trial access") ? "trial_access" : "forbidden", message);
  }

  private static String missing(int code) {
    return switch (code) {
      case 40 -> "board_not_found";
      case 50 -> "pin_not_found";
      case 2031 -> "section_not_found";
      default -> "not_found";
    };
  }

  /** Returns how long Pinterest asks to wait, or null. */
  static @Nullable Duration pause(Answered answer) {
    Duration asked = Answers.retryAfter(answer);
    return asked != null ? asked : reset(answer);
  }

  /** Returns the time until the window that counts now is over, or null. */
  static @Nullable Duration reset(Answered answer) {
    Long told = first(answer, "x-ratelimit-reset");
    if (told == null) {
      return null;
    }
    return told >= EPOCH
        ? Answers.untilEpoch(answer, "x-ratelimit-reset")
        : Duration.ofSeconds(Math.min(told, Answers.LONGEST_WAIT.toSeconds()));
  }

  /** Returns the first number of a header; Pinterest puts lists where others put a number. */
  static @Nullable Long first(Answered answer, String header) {
    String value = answer.header(header);
    Matcher number = NUMBER.matcher(value == null ? "" : value);
    return number.matches() ? Long.valueOf(number.group(1)) : null;
  }

  static PublishFailure unreadable(String what) {
    return new Transient("bad_answer", "pinterest: " + what, null);
  }
}
