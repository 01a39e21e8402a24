package io.snshub.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.snshub.store.RedisLink;
import io.snshub.store.Sql;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;

/** The parts of the tier in Redis, put together; all of them idle when no Redis is named. */
final class RedisCache implements SmartLifecycle {
  private final Behind tier;
  private final RedisGate gate;
  private final boolean configured;

  RedisCache(
      RedisLink link, Sql sql, Tiers tiers, String node, RedisLives lives, MeterRegistry meters) {
    Trust trust = new Trust();
    Epochs epochs = new Epochs(sql, tiers);
    Semaphore owed = new Semaphore(0);
    Changes changes = new Changes(link, trust, node, lives.confirm(), owed::release);
    this.configured = link.configured();
    this.gate = new RedisGate(link, epochs, trust, changes, tiers.memory(), owed);
    this.tier =
        configured
            ? new RedisTier(link, epochs, trust, changes, lives, new CacheMeters(meters, "redis"))
            : Behind.NOTHING;
  }

  Behind tier() {
    return tier;
  }

  /** Ends after everybody who may still change something, and before the way to Redis. */
  @Override
  public int getPhase() {
    return RedisLink.PHASE + 1;
  }

  @Override
  public void start() {
    if (configured) {
      gate.start();
    }
  }

  @Override
  public void stop() {
    gate.stop();
  }

  @Override
  public boolean isRunning() {
    return gate.running();
  }
}
