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
    CacheMeters memoryMeters) {}
