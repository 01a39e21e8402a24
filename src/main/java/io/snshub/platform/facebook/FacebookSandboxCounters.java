package io.snshub.platform.facebook;

import java.time.Duration;
import java.time.Instant;

/** Counters that grow with time and never fall, the same for the same arguments. */
final class FacebookSandboxCounters {
  private FacebookSandboxCounters() {}

  static long at(String seed, Instant createdAt, Instant now, long ceiling) {
    double most = ceiling * (0.2 + 0.8 * Math.floorMod(seed.hashCode(), 1_000) / 1_000);
    double hours = Math.max(0, Duration.between(createdAt, now).toMillis()) / 3_600_000.0;
    return (long) (most * hours / (hours + 6));
  }
}
