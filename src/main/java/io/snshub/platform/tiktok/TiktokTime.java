package io.snshub.platform.tiktok;

import java.time.Clock;
import java.time.Instant;

/** The present, for routes. */
final class TiktokTime {
  private final Clock clock;

  TiktokTime(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }
}
