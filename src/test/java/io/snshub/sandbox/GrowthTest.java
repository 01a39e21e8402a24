package io.snshub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final Instant SINCE = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void a_counter_starts_at_nothing_and_never_falls() {
    long before = 0;
    assertThat(Growth.at("1/likes", SINCE, SINCE.minusSeconds(5), 1000)).isZero();
    assertThat(Growth.at("1/likes", SINCE, SINCE, 1000)).isZero();
    for (int minutes = 0; minutes < 3000; minutes += 7) {
      long now = Growth.at("1/likes", SINCE, SINCE.plusSeconds(minutes * 60L), 1000);
      assertThat(now).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(1000);
      before = now;
    }
    assertThat(before).isBetween(300L, 1000L);
  }

  @Test
  void posts_differ_and_one_post_is_always_the_same() {
    Instant later = SINCE.plusSeconds(7200);

    assertThat(Growth.at("1/views", SINCE, later, 100_000))
        .isEqualTo(Growth.at("1/views", SINCE, later, 100_000))
        .isNotEqualTo(Growth.at("2/views", SINCE, later, 100_000));
  }
}
