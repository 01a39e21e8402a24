package io.snshub.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The one time of a schedule, in microseconds; it goes on only from event to event. */
final class VirtualTime {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private long micros;

  long micros() {
    return micros;
  }

  void set(long at) {
    micros = at;
  }

  Instant instant() {
    return START.plus(micros, ChronoUnit.MICROS);
  }

  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(START, at);
  }

  static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }

  /** A process's view of it. */
  final class Watch extends Clock {
    private Duration wrong = Duration.ZERO;

    void wrongBy(Duration by) {
      wrong = by;
    }

    Duration wrongBy() {
      return wrong;
    }

    @Override
    public Instant instant() {
      return VirtualTime.this.instant().plus(wrong);
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
}
