package io.snshub.analytics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often posts are measured ({@code hub.analytics.*}).
 *
 * @param looks when to measure, counted from when the post went up; rising. After the last it is
 *     left alone
 * @param batch most posts that are asked for at once, 1 to 500
 * @param share how many percent of each quota that an account has with its platform looks may use
 *     up, 1 to 100; the rest is for publishing
 * @param keepSamples how long samples are kept; sums stay for good. At least a day
 */
@Validated
@ConfigurationProperties("hub.analytics")
record AnalyticsSettings(
    @DefaultValue({"1m", "10m", "1h", "3h", "12h", "1d", "2d", "3d", "5d", "7d", "14d", "30d"})
        @NotEmpty
        List<Duration> looks,
    @DefaultValue("32") @Min(1) @Max(500) int batch,
    @DefaultValue("25") @Min(1) @Max(100) int share,
    @DefaultValue("400d") Duration keepSamples) {

  AnalyticsSettings {
    looks = List.copyOf(looks);
    if (keepSamples.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException(
          "hub.analytics.keep-samples must be a day at least, not " + keepSamples);
    }
    Duration before = Duration.ZERO;
    for (Duration look : looks) {
      if (look.compareTo(before) <= 0) {
        throw new IllegalArgumentException(
            "hub.analytics.looks must be longer than zero and rise, not " + looks);
      }
      before = look;
    }
  }

  /** Returns before which day samples may be gone. */
  Instant trimmedBefore(Instant now) {
    return now.minus(keepSamples).truncatedTo(ChronoUnit.DAYS);
  }
}
