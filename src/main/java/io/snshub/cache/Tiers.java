package io.snshub.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.Executor;

/**
 * What all shelves have in common.
 *
 * @param refresher loads entries again before they end; may refuse by doing nothing
 */
record Tiers(
    Memory memory,
    Lives lives,
    Bulkhead bulkhead,
    Ticker ticker,
    Executor refresher,
    CacheMeters memoryMeters,
    Behind behind) {

  /** The same with nothing behind memory, and without counting: for what is no document. */
  Tiers forNumbers(Lives other) {
    return new Tiers(memory, other, bulkhead, ticker, refresher, CacheMeters.NONE, Behind.NOTHING);
  }

  Tiers with(Behind other) {
    return new Tiers(memory, lives, bulkhead, ticker, refresher, memoryMeters, other);
  }
}
