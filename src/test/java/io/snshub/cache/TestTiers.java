package io.snshub.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.TestClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** The cache of one process, with time and refreshing in the test's hands. */
final class TestTiers {
  final TestClock clock = new TestClock();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Queue<Runnable> refreshes = new ArrayDeque<>();
  final Shelves shelves;

  TestTiers(boolean alone) {
    this(alone, 1 << 20, 16);
  }

  TestTiers(boolean alone, long bytes, int loadsAtOnce) {
    Ticker ticker = clock::nanos;
    Lives lives =
        new Lives(
            alone ? Duration.ofSeconds(60) : Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(200));
    this.shelves =
        new Shelves(
            new Tiers(
                new Memory(bytes, ticker),
                lives,
                new Bulkhead(loadsAtOnce, Duration.ofSeconds(10)),
                ticker,
                refreshes::add,
                new CacheMeters(meters, "memory")));
  }

  void advance(long millis) {
    clock.advance(Duration.ofMillis(millis));
  }

  double hits(String tier) {
    return meters.get("sns.cache.hits").tag("tier", tier).counter().count();
  }

  double misses(String tier) {
    return meters.get("sns.cache.misses").tag("tier", tier).counter().count();
  }
}
