package io.snshub.bus;

import java.util.Map;
import java.util.Set;

/**
 * What became of some events. Whatever is in neither set has to wait, through no fault of its own:
 * an earlier one of its subject was refused, or what should take it is away.
 *
 * @param taken which are delivered
 * @param refused which can't be, and why
 * @param <K> what an event is known by
 */
record Delivery<K>(Set<K> taken, Map<K, Exception> refused) {
  Delivery {
    taken = Set.copyOf(taken);
    refused = Map.copyOf(refused);
  }
}
