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
  private Instant goodUntil = Instant.MIN;

  Kept(Clock clock, Duration time, Supplier<T> lookUp) {
    this.clock = clock;
    this.time = time;
    this.lookUp = lookUp;
  }

  @Override
  public synchronized T get() {
    T known = value;
    if (known == null || !clock.instant().isBefore(goodUntil)) {
      known = lookUp.get();
      value = known;
      goodUntil = clock.instant().plus(time);
    }
    return known;
  }
}
