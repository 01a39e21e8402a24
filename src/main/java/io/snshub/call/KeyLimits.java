package io.snshub.call;

import org.jspecify.annotations.Nullable;

/**
 * What one key may do in a minute, where it is not what every key may; 0 is no limit.
 *
 * @param createsPerMinute posts handed in, or null
 * @param authorizationsPerMinute accounts that it begins to connect, or null
 * @param requestsPerMinute all else, or null
 */
public record KeyLimits(
    @Nullable Integer createsPerMinute,
    @Nullable Integer authorizationsPerMinute,
    @Nullable Integer requestsPerMinute) {
  /** What every key may. */
  public static final KeyLimits NONE = new KeyLimits(null, null, null);
}
