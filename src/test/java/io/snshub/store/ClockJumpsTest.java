package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockJumpsTest {
  private final TestClock clock = new TestClock();
  private final AtomicLong nanos = new AtomicLong(-7);
  private final ClockJumps jumps = new ClockJumps(clock, nanos::get);
  private final Instant start = clock.instant();

  private void pass(Duration time) {
    clock.advance(time);
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void a_clock_that_only_runs_is_steady_since_the_start() {
    pass(Duration.ofDays(400));

    assertThat(jumps.steadySince()).isEqualTo(start);
  }

  @Test
  void a_jump_forward_begins_the_steady_time_anew() {
    pass(Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(5));
    Instant seen = clock.instant();

    assertThat(jumps.steadySince()).isEqualTo(seen);
    pass(Duration.ofHours(1));
    assertThat(jumps.steadySince()).isEqualTo(seen);
  }

  @Test
  void a_jump_backward_begins_the_steady_time_anew() {
    clock.advance(Duration.ofMinutes(-5));

    assertThat(jumps.steadySince()).isEqualTo(start.minus(Duration.ofMinutes(5)));
  }

  @Test
  void a_small_correction_is_no_jump_and_many_of_them_are_none_either() {
    for (int i = 0; i < 10; i++) {
      pass(Duration.ofSeconds(1));
      clock.advance(Duration.ofMillis(1500));
      assertThat(jumps.steadySince()).isEqualTo(start);
    }
  }

  @Test
  void a_jump_there_and_back_leaves_the_latest() {
    clock.advance(Duration.ofMinutes(5));
    jumps.steadySince();
    pass(Duration.ofSeconds(10));
    clock.advance(Duration.ofMinutes(-5));

    assertThat(jumps.steadySince()).isEqualTo(start.plusSeconds(10));
  }
}
