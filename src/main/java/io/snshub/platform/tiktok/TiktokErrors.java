package io.snshub.platform.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart TikTok's refusals. The code in the envelope decides, never the status: some refusals
 * come with 200 on purpose.
 */
final class TiktokErrors {
  /** The window of the call limits; no header tells how much of it is left. */
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A day's cap is counted over a window that moves, so that room may come at any time. */
  private static final Duration HOUR = Duration.ofHours(1);

  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{1,100}");

  private TiktokErrors() {}

  /** TikTok's own success, read from its envelope. */
  static boolean ok(PlatformAnswer answer) {
    return answer instanceof Answered answered
        && answered.ok()
        && code(answered).equals("ok")
        && Answers.json(answered).path("data").isObject();
  }

  /** TikTok itself says that it did not do what was asked. */
  static boolean refused(Answered answer) {
    String code = code(answer);
    return !code.isEmpty()
        && !code.equals("ok")
        && !code.equals("internal_error")
        && answer.status() < 500;
  }

  /** Returns the code in the envelope, also where the envelope is missing, or an empty text. */
  static String code(Answered answer) {
    JsonNode body = Answers.json(answer);
    String wrapped = Answers.text(body.path("error"), "code", CODE);
    boolean bare = wrapped == null && body.has("log_id");
    String code = bare ? Answers.text(body, "code", CODE) : wrapped;
    return code == null ? "" : code;
  }

  static PublishFailure unreadable(String what) {
    return new Transient("bad_answer", "tiktok: " + what, null);
  }

  static PublishFailure failure(PlatformAnswer answer) {
    return answer instanceof Answered answered
        ? failure(answered)
        : Answers.unreached(TiktokPlatform.NAME, answer);
  }

  static PublishFailure failure(Answered answer) {
    String code = code(answer);
    JsonNode body = Answers.json(answer);
    String said = body.path("error").path("message").asText(body.path("message").asText(""));
    String message =
        Answers.words(TiktokPlatform.NAME, answer.status(), (code + " " + said).strip());
    if (!refused(answer)) {
      String named = code.isEmpty() || code.equals("ok") ? "http_" + answer.status() : code;
      return new Transient(named, message, Answers.retryAfter(answer));
    }
    return switch (code) {
      case "access_token_invalid" -> new NeedsReauth(code, message, true);
      case "scope_not_authorized", "scope_permission_missed" ->
          new NeedsReauth(code, message, false);
      case "rate_limit_exceeded" -> new Transient(code, message, wait(answer, MINUTE));
      case "spam_risk_too_many_posts",
          "spam_risk_too_many_pending_share",
          "reached_active_user_cap" ->
          new Transient(code, message, wait(answer, HOUR));
      default -> new Permanent(code, message);
    };
  }

  /** Why a post came to nothing after all its bytes had arrived. */
  static PublishFailure failed(@Nullable String reason) {
    String code = reason == null ? "failed" : reason;
    String message = "tiktok: nothing was published: " + code;
    return switch (code) {
      case "internal", "video_pull_failed", "photo_pull_failed" ->
          new Transient(code, message, null);
      case "spam_risk_too_many_posts" -> new Transient(code, message, HOUR);
      case "auth_removed" -> new NeedsReauth(code, message, false);
      default -> new Permanent(code, message);
    };
  }

  private static Duration wait(Answered answer, Duration usual) {
    Duration asked = Answers.retryAfter(answer);
    return asked == null ? usual : asked;
  }
}
