package io.snshub.cache;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept of what was read ({@code hub.cache.*}).
 *
 * @param memory room for documents in this process; 0 to keep none
 * @param life how long a document at rest stays in memory when no other process can write
 * @param sharedLife how long any document stays in memory when others can, and one in motion always
 * @param absentLife how long it is believed that there is none
 * @param redisLife how long a document at rest stays in Redis, at most
 * @param loadsAtOnce most loads from the database at a time
 */
@Validated
@ConfigurationProperties("hub.cache")
record CacheSettings(
    @DefaultValue("64MB") @NotNull DataSize memory,
    @DefaultValue("60s") @NotNull Duration life,
    @DefaultValue("500ms") @NotNull Duration sharedLife,
    @DefaultValue("200ms") @NotNull Duration absentLife,
    @DefaultValue("5m") @NotNull Duration redisLife,
    @DefaultValue("16") @Min(1) @Max(1_000) int loadsAtOnce) {
  /** A load that takes longer is not kept. */
  private static final Duration LEASE = Duration.ofSeconds(2);

  private static final Duration CONFIRM = Duration.ofMillis(100);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  CacheSettings {
    require("life", life, MINUTE);
    require("shared-life", sharedLife, HALF_A_SECOND);
    require("absent-life", absentLife, HALF_A_SECOND);
    require("redis-life", redisLife, FIVE_MINUTES);
    if (memory.isNegative()) {
      throw new IllegalArgumentException("hub.cache.memory must not be negative");
    }
  }

  private static void require(String name, Duration time, Duration atMost) {
    if (time.toMillis() <= 0 || time.compareTo(atMost) > 0) {
      throw new IllegalArgumentException(
          "hub.cache."
              + name
              + " must be longer than zero and "
              + atMost.toMillis()
              + "ms at most");
    }
  }

  Lives lives(boolean alone) {
    return new Lives(alone ? life : sharedLife, sharedLife, absentLife);
  }

  RedisLives redisLives(RandomGenerator random) {
    return new RedisLives(redisLife, LEASE, CONFIRM, random);
  }
}
