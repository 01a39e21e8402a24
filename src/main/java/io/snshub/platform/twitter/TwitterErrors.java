package io.snshub.platform.twitter;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells apart X's refusals. They come in three envelopes; the last part of {@code type} counts. */
final class TwitterErrors {
  /** Refusals that X tells apart by their words alone. */
  private static final Map<String, String> REASONS =
      Map.of(
          "duplicate content", "duplicate",
          "cashtag", "too_many_cashtags",
          "video longer than", "video_too_long",
          "contains an invalid url", "invalid_url",
          "text is too long", "text_too_long",
          "deleted or not visible", "other_post_gone");

  private TwitterErrors() {}

  /**
   * Says nothing certain about what happened: a gateway or the server gave up, or the words are not
   * X's. That nothing was created is documented only for a 4xx with a problem body; one without may
   * come from a proxy, which may have let the call through before.
   */
  static boolean unsure(Answered answer) {
    return !answer.mayRefuse() || !ofX(answer);
  }

  private static boolean ofX(Answered answer) {
    JsonNode body = Answers.json(answer);
    JsonNode first = body.path("errors").path(0);
    boolean problem =
        body.path("title").isTextual()
            || body.path("detail").isTextual()
            || body.path("type").isTextual();
    return problem
        || first.path("message").isTextual()
        || first.path("code").isNumber()
        || (answer.status() == 429 && answer.header("x-rate-limit-limit") != null)
        || (answer.status() == 401 && answer.header("www-authenticate") != null);
  }

  /** A problem of X itself with this status. */
  static boolean says(Answered answer, int status) {
    return answer.status() == status && ofX(answer);
  }

  /** Why a call that may be repeated did not succeed. */
  static PublishFailure failure(PlatformAnswer answer) {
    return answer instanceof Answered answered
        ? failure(answered)
        : Answers.unreached(TwitterPlatform.NAME, answer);
  }

  static PublishFailure failure(Answered answer) {
    JsonNode body = Answers.json(answer);
    String detail = detail(body);
    String message = Answers.words(TwitterPlatform.NAME, answer.status(), detail);
    String type = type(body);
    String status = "http_" + answer.status();
    if (unsure(answer)) {
      boolean throttled = answer.status() == 429;
      return new Transient(status, message, throttled ? pause(answer) : Answers.retryAfter(answer));
    }
    return switch (answer.status()) {
      case 401 -> new NeedsReauth("unauthorized", message, true);
      case 402 -> new Permanent("credits_depleted", message);
      case 403 -> forbidden(type, detail, message);
      case 429 ->
          "usage-capped".equals(type)
              ? new Permanent("usage_capped", message)
              : new Transient("rate_limited", message, pause(answer));
      default -> new Permanent(type == null ? status : type, message);
    };
  }

  private static PublishFailure forbidden(
      @Nullable String type, @Nullable String detail, String message) {
    if ("unsupported-authentication".equals(type)) {
      return new NeedsReauth(type, message, false);
    }
    String said = detail == null ? "" : detail.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> reason : REASONS.entrySet()) {
      if (said.contains(reason.getKey())) {
        return new Permanent(reason.getValue(), message);
      }
    }
    return new Permanent(type == null ? "forbidden" : type, message);
  }

  /** Returns how long X asks to wait, or null. */
  static @Nullable Duration pause(Answered answer) {
    Duration asked = Answers.retryAfter(answer);
    if (asked != null) {
      return asked;
    }
    for (String day : new String[] {"x-user-limit-24hour", "x-app-limit-24hour"}) {
      if ("0".equals(answer.header(day + "-remaining"))) {
        return Answers.untilEpoch(answer, day + "-reset");
      }
    }
    return Answers.untilEpoch(answer, "x-rate-limit-reset");
  }

  private static @Nullable String detail(JsonNode body) {
    String first = body.path("errors").path(0).path("message").asText("");
    if (!first.isEmpty()) {
      return first;
    }
    String detail = body.path("detail").asText("");
    return detail.isEmpty() ? body.path("title").asText(null) : detail;
  }

  private static @Nullable String type(JsonNode body) {
    String type = body.path("type").asText("");
    String last = type.substring(type.lastIndexOf('/') + 1);
    return last.isEmpty() || last.equals("about:blank") ? null : last;
  }
}
