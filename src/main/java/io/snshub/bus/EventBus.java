package io.snshub.bus;

import java.time.Duration;
import java.util.List;

/** Carries events from the relay to the subscribers. */
interface EventBus {

  /**
   * Hands events over, oldest first, and returns once it is known which of them everyone has for
   * good. What isn't delivered may have reached some; all may get it again. Behind an event that
   * isn't delivered, no later one of its subject counts as delivered.
   */
  Delivery<Long> deliver(List<OutboxRow> rows);

  /** How long {@link #deliver} takes at the worst, when that is known. */
  default Duration longest() {
    return Duration.ZERO;
  }
}
