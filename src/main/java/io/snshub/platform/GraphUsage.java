package io.snshub.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.PlatformAnswer.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of its limits a caller has used up, as the headers of Meta's Graph API tell it. Not
 * every platform that speaks it promises them.
 */
public final class GraphUsage {
  private GraphUsage() {}

  /** Returns how long a throttle lasts, or null when it doesn't tell. */
  public static @Nullable Duration regained(Answered answer) {
    Duration asked = Answers.retryAfter(answer);
    return asked == null ? minutes(answer) : asked;
  }

  /** Returns how long to rest when all is used up, or null. */
  public static @Nullable Duration usedUp(Answered answer) {
    Duration named = minutes(answer);
    String app = answer.header("x-app-usage");
    if (named != null || app == null) {
      return named;
    }
    for (JsonNode percent : read(app)) {
      if (percent.asInt(0) >= 100) {
        return Duration.ofMinutes(5);
      }
    }
    return null;
  }

  /** The largest {@code estimated_time_to_regain_access}, which is in minutes. */
  private static @Nullable Duration minutes(Answered answer) {
    String header = answer.header("x-business-use-case-usage");
    long minutes = 0;
    if (header != null) {
      for (JsonNode account : read(header)) {
        for (JsonNode use : account) {
          minutes = Math.max(minutes, use.path("estimated_time_to_regain_access").asLong(0));
        }
      }
    }
    return minutes > 0 ? Duration.ofMinutes(Math.min(minutes, 24 * 60)) : null;
  }

  private static JsonNode read(String header) {
    return Answers.json(new Answered(200, Map.of(), header.getBytes(StandardCharsets.UTF_8)));
  }
}
