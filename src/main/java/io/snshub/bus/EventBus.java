package io.snshub.bus;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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

  /** Returns those that arrived, as far as no earlier one of their subject is missing. */
  static Set<Long> inOrder(List<OutboxRow> rows, Predicate<OutboxRow> arrived) {
    Set<Long> taken = new HashSet<>();
    Set<String> held = new HashSet<>();
    for (OutboxRow row : rows) {
      if (!arrived.test(row)) {
        held.add(row.subject());
      } else if (!held.contains(row.subject())) {
        taken.add(row.id());
      }
    }
    return taken;
  }
}
