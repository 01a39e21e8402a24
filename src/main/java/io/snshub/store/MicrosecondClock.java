package io.snshub.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * UTC in microseconds, as the time columns are, so that what is written reads back equal. {@code
 * Clock.tick} can't do this: its {@code millis()} divides by zero for ticks below a millisecond.
 */
final class MicrosecondClock extends Clock {
  private final Clock system;

  MicrosecondClock() {
    this(Clock.systemUTC());
  }

  private MicrosecondClock(Clock system) {
    this.system = system;
  }

  @Override
  public Instant instant() {
    return system.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return system.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new MicrosecondClock(system.withZone(zone));
  }
}
