package io.snshub.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts commands that failed: two within ten seconds are too many. Those that were under way
 * together when something went wrong count as one, so that a pause of this process itself, which
 * all its commands see, is forgiven.
 */
final class Strikes {
  private static final long MEMORY = Duration.ofSeconds(10).toNanos();

  private final LongSupplier nanos;
  private boolean struck;
  private long last;

  Strikes(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Counts a failure.
   *
   * @param begunAt when the command was sent
   * @return it is one too many
   */
  synchronized boolean add(long begunAt) {
    long now = nanos.getAsLong();
    if (struck && now - last < MEMORY) {
      return begunAt - last > 0;
    }
    struck = true;
    last = now;
    return false;
  }
}
