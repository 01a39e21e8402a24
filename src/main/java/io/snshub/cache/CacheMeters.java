package io.snshub.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/** Hits and misses of one tier; a page counts each of its documents. */
final class CacheMeters {
  /** Counts nothing. */
  static final CacheMeters NONE = new CacheMeters(new CompositeMeterRegistry(), "none");

  private final Counter hits;
  private final Counter misses;

  CacheMeters(MeterRegistry meters, String tier) {
    this.hits =
        Counter.builder("sns.cache.hits")
            .description("Documents that a cache tier had")
            .tag("tier", tier)
            .register(meters);
    this.misses =
        Counter.builder("sns.cache.misses")
            .description("Documents that a cache tier was asked for and did not have")
            .tag("tier", tier)
            .register(meters);
  }

  void hit(int documents) {
    if (documents > 0) {
      hits.increment(documents);
    }
  }

  void missed(int documents) {
    if (documents > 0) {
      misses.increment(documents);
    }
  }
}
