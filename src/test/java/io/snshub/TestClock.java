package io.snshub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on when it is told to. */
public final class TestClock extends Clock {
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private volatile Duration jumped = Duration.ZERO;

  /** Lets time go by. */
  public void advance(Duration by) {
    now = now.plus(by);
  }

  /** Is set to another time by somebody, while no time goes by. */
  public void jump(Duration by) {
    jumped = jumped.plus(by);
  }

  /** Returns a reading of a clock that can't be set. */
  public long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  @Override
  public Instant instant() {
    return now.plus(jumped);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
