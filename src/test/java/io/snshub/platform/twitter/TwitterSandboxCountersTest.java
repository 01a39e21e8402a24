package io.snshub.platform.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwitterSandboxCountersTest {
  private static final Instant MADE = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void counters_begin_at_nothing_and_never_fall() {
    long seen = 0;
    for (int hours = 0; hours <= 48; hours++) {
      JsonObject counted = at(Duration.ofHours(hours)).shown(false);
      long now = counted.getLong("impression_count");

      assertThat(now).isGreaterThanOrEqualTo(seen);
      assertThat(counted.getLong("like_count")).isLessThanOrEqualTo(now);
      seen = now;
    }
    assertThat(at(Duration.ZERO).shown(false).getLong("impression_count")).isZero();
    assertThat(seen).isPositive();
  }

  private static TwitterSandboxCounters at(Duration age) {
    TwitterSandboxTweet tweet =
        new TwitterSandboxTweet(
            2_124_910_452_826_701_824L,
            "x",
            TwitterSandboxText.of(1, "x", List.of()),
            List.of(),
            1,
            new JsonObject(),
            MADE);
    return TwitterSandboxCounters.of(tweet, MADE.plus(age));
  }
}
