package io.snshub.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long API keys count.
 *
 * @param expireAfter a key that says nothing else itself
 * @param overlap a key whose successor was made
 */
@ConfigurationProperties("hub.keys")
record KeySettings(
    @DefaultValue("90d") Duration expireAfter, @DefaultValue("24h") Duration overlap) {

  KeySettings {
    if (expireAfter.isNegative() || expireAfter.isZero()) {
      throw new IllegalArgumentException("hub.keys.expire-after must be longer than nothing");
    }
    if (overlap.isNegative()) {
      throw new IllegalArgumentException("hub.keys.overlap can't be negative");
    }
  }
}
