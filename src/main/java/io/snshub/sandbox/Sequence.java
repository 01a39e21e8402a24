package io.snshub.sandbox;

import java.time.Clock;
import java.util.function.LongUnaryOperator;

/**
 * Rising numbers that carry the time they were made at. They never repeat, also not after a reset
 * or a restart, so that no id of an earlier life comes back.
 */
public final class Sequence {
  private final Clock clock;
  private final LongUnaryOperator ofMillis;
  private long last;

  /** Makes a sequence whose numbers start from a function of the epoch milliseconds. */
  public Sequence(Clock clock, LongUnaryOperator ofMillis) {
    this.clock = clock;
    this.ofMillis = ofMillis;
  }

  /** Returns the next number. */
  public synchronized long next() {
    last = Math.max(last + 1, ofMillis.applyAsLong(clock.millis()));
    return last;
  }
}
