package io.snshub.ops;

import io.snshub.store.RedisLink;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Whether Redis is used. It is needed for nothing, and so its absence is no failure. */
@Component("redisHealthIndicator")
class RedisHealth extends AbstractHealthIndicator {
  private final RedisLink redis;

  RedisHealth(RedisLink redis) {
    this.redis = redis;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    boolean used = redis.session().isPresent();
    health
        .status(used ? Status.UP : Status.UNKNOWN)
        .withDetail("configured", redis.configured())
        .withDetail("used", used);
  }
}
