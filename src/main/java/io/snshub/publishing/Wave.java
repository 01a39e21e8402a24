package io.snshub.publishing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the lanes of one round found ready by a single step, until the round's end writes it: the
 * targets of an all-or-nothing post wait for each other anyway, and then go on in one transaction.
 * Lost with its process, and then found again by the same step.
 */
final class Wave {
  private final Map<Long, Ready> ready = new ConcurrentHashMap<>();

  /**
   * A target that is ready to go.
   *
   * @param version its row's when it was being prepared
   * @param handle what its platform calls it
   */
  record Ready(long version, String handle) {}

  void keep(TargetRow row, String handle) {
    ready.put(row.id(), new Ready(row.version(), handle));
  }

  /** Returns what became ready, by target. */
  Map<Long, Ready> ready() {
    return Map.copyOf(ready);
  }
}
