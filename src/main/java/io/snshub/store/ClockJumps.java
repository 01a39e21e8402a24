package io.snshub.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Compares the wall clock with the monotonic one. A jump is a difference of more than two seconds
 * that came up between two questions: somebody set the clock, or the machine slept. Time that is
 * adjusted slowly doesn't count as long as somebody asks every few minutes, which the saga worker
 * does every second. Thread-safe; a question costs two readings of clocks.
 */
public final class ClockJumps {
  private static final Duration JUMP = Duration.ofSeconds(2);

  private final Clock clock;
  private final LongSupplier nanos;
  private Instant wall;
  private long monotonic;
  private Instant steadySince;

  /**
   * Begins to watch.
   *
   * @param clock the clock that may jump
   * @param nanos one that can't, in nanoseconds
   */
  public ClockJumps(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.wall = clock.instant();
    this.monotonic = nanos.getAsLong();
    this.steadySince = wall;
  }

  /**
   * Returns since when the clock has run without a jump in this process, by that clock: the start
   * when it never jumped, else the moment at which the latest jump was seen. Durations between the
   * clock's times are true only when both lie at or after it.
   */
  public synchronized Instant steadySince() {
    Instant now = clock.instant();
    long mark = nanos.getAsLong();
    Duration gone = Duration.ofNanos(mark - monotonic);
    if (Duration.between(wall, now).minus(gone).abs().compareTo(JUMP) > 0) {
      steadySince = now;
    }
    wall = now;
    monotonic = mark;
    return steadySince;
  }
}
