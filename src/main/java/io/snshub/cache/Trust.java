package io.snshub.cache;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What of Redis this process may not believe: keys whose removal Redis has not confirmed yet, and
 * all of it when a removal has failed, until the epoch is raised.
 */
final class Trust {
  private final Map<String, Integer> doubted = new ConcurrentHashMap<>();
  private final AtomicLong debts = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();

  /** Keys are about to be removed. */
  void doubt(Collection<String> keys) {
    keys.forEach(key -> doubted.merge(key, 1, Integer::sum));
  }

  /** The removal was confirmed; or it has failed, and {@link #owe} was called before. */
  void believe(Collection<String> keys) {
    keys.forEach(key -> doubted.computeIfPresent(key, (same, n) -> n == 1 ? null : n - 1));
  }

  boolean doubts(String key) {
    return doubted.containsKey(key);
  }

  /** A removal may not have happened: only a new epoch helps. */
  void owe() {
    debts.incrementAndGet();
  }

  /** A new epoch is needed. To be asked after {@link #doubts}, or one may slip through between. */
  boolean owes() {
    return debts.get() > settled.get();
  }

  /** Something may still stand in Redis that should not. */
  boolean unsure() {
    return owes() || !doubted.isEmpty();
  }

  long debts() {
    return debts.get();
  }

  /** A new epoch holds here that was begun after so many debts. */
  void settle(long upTo) {
    settled.accumulateAndGet(upTo, Math::max);
  }
}
