package io.snshub.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a platform that fails is left alone ({@code hub.platform.breaker.*}).
 *
 * @param failureRate percentage of failed calls at which a platform is left alone
 * @param window number of last calls that the rate is taken from
 * @param minimumCalls calls that must have been made before there is a rate
 * @param openTime how long a platform is left alone
 * @param trialCalls calls that are let through then; their rate decides how it goes on
 */
@Validated
@ConfigurationProperties("hub.platform.breaker")
public record BreakerSettings(
    @DefaultValue("50") @Min(1) @Max(100) int failureRate,
    @DefaultValue("50") @Min(1) @Max(10_000) int window,
    @DefaultValue("20") @Min(1) int minimumCalls,
    @DefaultValue("15s") @NotNull Duration openTime,
    @DefaultValue("5") @Min(1) @Max(1_000) int trialCalls) {

  /** Refuses a rest that would be none. */
  public BreakerSettings {
    if (openTime.isZero() || openTime.isNegative()) {
      throw new IllegalArgumentException("hub.platform.breaker.open-time must be longer than zero");
    }
  }
}
