package io.snshub.notifying;

import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformRequest;
import io.snshub.store.JsonColumn;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Telegram's sendMessage: what goes out, and what an answer means. The token stands in the path.
 */
final class TelegramWire {
  static final int LONGEST = 4096;

  private TelegramWire() {}

  /**
   * What became of a message.
   *
   * @param messageId its id when it was sent
   * @param certain false when nobody can know whether it was sent
   * @param retryAfter least pause before another try; null when another try is no use
   * @param problem a sentence, or null
   */
  record Sent(
      @Nullable String messageId,
      boolean certain,
      @Nullable Duration retryAfter,
      @Nullable String problem) {}

  static PlatformRequest sendMessage(TelegramSettings settings, String text) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    return PlatformRequest.of(
            "POST", settings.baseUrl() + "/bot" + settings.botToken() + "/sendMessage")
        .json(JsonColumn.write(Map.of("chat_id", settings.chatId(), "text", shown)));
  }

  static Sent read(PlatformAnswer answer) {
    if (answer instanceof PlatformAnswer.Answered answered) {
      return answered(answered);
    }
    if (answer instanceof PlatformAnswer.NotSent notSent) {
      return new Sent(null, true, Duration.ZERO, "telegram: " + notSent.reason());
    }
    return new Sent(null, false, null, "telegram: the answer was lost");
  }

  private static Sent answered(PlatformAnswer.Answered answered) {
    Map<String, Object> body;
    try {
      body = JsonColumn.readMap(answered.text());
    } catch (IllegalStateException e) {
      return new Sent(null, false, null, "telegram: status " + answered.status() + " without JSON");
    }
    if (Boolean.TRUE.equals(body.get("ok")) && body.get("result") instanceof Map<?, ?> message) {
      return new Sent(String.valueOf(message.get("message_id")), true, null, null);
    }
    String problem = "telegram: " + body.getOrDefault("description", "status " + answered.status());
    if (answered.status() == 429) {
      return new Sent(null, true, retryAfter(body), problem);
    }
    return new Sent(null, answered.status() < 500, null, problem);
  }

  private static Duration retryAfter(Map<String, Object> body) {
    if (body.get("parameters") instanceof Map<?, ?> parameters
        && parameters.get("retry_after") instanceof Number seconds) {
      return Duration.ofSeconds(Math.min(seconds.longValue(), 3600));
    }
    return Duration.ofSeconds(1);
  }
}
