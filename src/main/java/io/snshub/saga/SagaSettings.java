package io.snshub.saga;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How sagas are driven.
 *
 * @param inFlight most sagas that are being worked on at once by this node, 1–100 000
 * @param lease how long a node may go without a sign of life before others take its sagas over
 * @param idle longest time between two looks at the queue; wake-ups come sooner
 * @param firstPause pause after the first failed run; doubles up to {@code longestPause}
 * @param longestPause longest pause between two runs of a failing saga
 * @param tries failed runs in a row before a saga is given up and a person is asked
 */
@Validated
@ConfigurationProperties("hub.saga")
public record SagaSettings(
    @DefaultValue("2000") @Min(1) @Max(100_000) int inFlight,
    @DefaultValue("30s") @NotNull Duration lease,
    @DefaultValue("1s") @NotNull Duration idle,
    @DefaultValue("1s") @NotNull Duration firstPause,
    @DefaultValue("15m") @NotNull Duration longestPause,
    @DefaultValue("100") @Min(1) int tries) {}
