package io.snshub.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.snshub.store.Node;
import io.snshub.store.RedisLink;
import io.snshub.store.Sql;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Puts the cache together. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {
  private static final int REFRESHERS = 2;
  private static final int WAITING_REFRESHES = 256;

  /** What the connection pool grants, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** When it is behind, entries end, and their next reader loads them. */
  @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
  ExecutorService cacheRefresher() {
    CustomizableThreadFactory threads = new CustomizableThreadFactory("cache-refresh-");
    threads.setDaemon(true);
    ThreadPoolExecutor refresher =
        new ThreadPoolExecutor(
            REFRESHERS,
            REFRESHERS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_REFRESHES),
            threads,
            new ThreadPoolExecutor.DiscardPolicy());
    refresher.allowCoreThreadTimeOut(true);
    return refresher;
  }

  @Bean
  Tiers cacheTiers(
      CacheSettings settings,
      Node node,
      MeterRegistry meters,
      @Qualifier("cacheRefresher") ExecutorService refresher) {
    Ticker ticker = Ticker.systemTicker();
    return new Tiers(
        new Memory(settings.memory().toBytes(), ticker),
        settings.lives(node.alone()),
        new Bulkhead(settings.loadsAtOnce(), PATIENCE),
        ticker,
        refresher,
        new CacheMeters(meters, "memory"),
        Behind.NOTHING);
  }

  @Bean
  RedisCache redisCache(
      RedisLink link,
      Sql sql,
      Tiers tiers,
      Node node,
      CacheSettings settings,
      MeterRegistry meters) {
    return new RedisCache(
        link,
        sql,
        tiers,
        node.name(),
        settings.redisLives(() -> ThreadLocalRandom.current().nextLong()),
        meters);
  }

  @Bean
  Shelves shelves(Tiers tiers, RedisCache redis) {
    return new Shelves(tiers.with(redis.tier()));
  }
}
