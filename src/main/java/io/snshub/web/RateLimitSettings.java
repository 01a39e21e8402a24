package io.snshub.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often whom may ask. A key can have limits of its own, which go before these; 0 is no limit.
 *
 * @param enabled false lets everyone ask as often as they like
 * @param createsPerMinute posts handed in with one key
 * @param authorizationsPerMinute accounts that one key begins to connect
 * @param requestsPerMinute all other requests with one key
 * @param keylessPerHour requests from one address without a valid key
 * @param keylessPerDay the same in a day
 * @param remembered most keys remembered, and most addresses; of more, the least busy are forgotten
 */
@Validated
@ConfigurationProperties("hub.rate-limits")
record RateLimitSettings(
    @DefaultValue("true") boolean enabled,
    @Min(0) @Max(MOST) @DefaultValue("10") int createsPerMinute,
    @Min(0) @Max(MOST) @DefaultValue("5") int authorizationsPerMinute,
    @Min(0) @Max(MOST) @DefaultValue("0") int requestsPerMinute,
    @Min(0) @Max(MOST) @DefaultValue("50") int keylessPerHour,
    @Min(0) @Max(MOST) @DefaultValue("200") int keylessPerDay,
    @Min(100) @Max(10_000_000) @DefaultValue("50000") int remembered) {

  static final int MOST = 1_000_000;
}
