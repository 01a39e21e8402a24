package io.snshub.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.TestClock;
import io.snshub.store.Jitter;
import io.snshub.store.RedisLink;
import io.snshub.store.RedisSettings;
import io.snshub.store.Sql;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The cache of one process, with memory's time and refreshing in the test's hands. */
final class TestTiers implements AutoCloseable {
  final TestClock clock = new TestClock();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Queue<Runnable> refreshes = new ArrayDeque<>();
  final Shelves shelves;
  final Tiers tiers;
  private @Nullable RedisLink link;
  private @Nullable RedisCache redis;

  TestTiers(boolean alone) {
    this(alone, 1 << 20, 16);
  }

  TestTiers(boolean alone, long bytes, int loadsAtOnce) {
    this.tiers = tiers(alone, bytes, loadsAtOnce);
    this.shelves = new Shelves(tiers);
  }

  /** A process among others; a minute is more than any command takes here. */
  TestTiers(String node, String url, Sql sql) {
    this(node, url, sql, Duration.ofSeconds(60));
  }

  TestTiers(String node, String url, Sql sql, Duration timeout) {
    this.tiers = tiers(false, 1 << 20, 16);
    this.link = new RedisLink(new RedisSettings(url, timeout), new Jitter(new Random(1)));
    RedisLives lives =
        new RedisLives(Duration.ofMinutes(5), Duration.ofSeconds(60), timeout, new Random(1));
    this.redis = new RedisCache(link, sql, tiers, node, lives, meters);
    this.shelves = new Shelves(tiers.with(redis.tier()));
    link.start();
    redis.start();
  }

  private Tiers tiers(boolean alone, long bytes, int loadsAtOnce) {
    Ticker ticker = clock::nanos;
    Lives lives =
        new Lives(
            alone ? Duration.ofSeconds(60) : Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(200));
    return new Tiers(
        new Memory(bytes, ticker),
        lives,
        new Bulkhead(loadsAtOnce, Duration.ofSeconds(10)),
        ticker,
        refreshes::add,
        new CacheMeters(meters, "memory"),
        Behind.NOTHING);
  }

  boolean connected() {
    return link != null && link.session().isPresent();
  }

  void advance(long millis) {
    clock.advance(Duration.ofMillis(millis));
  }

  double hits(String tier) {
    return count("sns.cache.hits", tier);
  }

  double misses(String tier) {
    return count("sns.cache.misses", tier);
  }

  private double count(String name, String tier) {
    Counter counter = meters.find(name).tag("tier", tier).counter();
    return counter == null ? 0 : counter.count();
  }

  @Override
  public void close() {
    if (redis != null && link != null) {
      redis.stop();
      link.stop();
    }
  }
}
