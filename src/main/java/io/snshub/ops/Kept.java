package io.snshub.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is asked for often and looked up seldom. Concurrent callers share one look-up; one
 * that fails is not kept, so that the next caller tries again.
 */
final class Kept<T> implements Supplier<T> {
  private final Clock clock;
  private final Duration time;
  private final Supplier<T> lookUp;
  private @Nullable T value;
  private Instant since = Instant.MIN;

  Kept(Clock clock, Duration time, Supplier<T> lookUp) {
    this.clock = clock;
    this.time = time;
    this.lookUp = lookUp;
  }

  @Override
  public synchronized T get() {
    T known = value;
    Instant now = clock.instant();
    // a clock that was set back must not keep it for that much longer
    if (known == null || now.isBefore(since) || !now.isBefore(since.plus(time))) {
      known = lookUp.get();
      value = known;
      since = clock.instant();
    }
    return known;
  }
}
