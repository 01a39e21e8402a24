package io.snshub.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;

/**
 * Counts in memory, and in no more of it than is set. When there are more who ask than may be
 * remembered, the least busy are forgotten: among a flood of ever new addresses, one that goes on
 * asking stays refused.
 */
final class MemoryAllowances implements Allowances {
  private static final Duration LONGEST_PERIOD = Duration.ofDays(1);

  private final Cache<Key, Bucket> buckets;
  private final TimeMeter time;

  MemoryAllowances(int remembered, Ticker ticker) {
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(remembered)
            // by then it would be whole again
            .expireAfterAccess(LONGEST_PERIOD)
            // forgetting keeps pace with a flood, however busy other threads are
            .executor(Runnable::run)
            .ticker(ticker)
            .build();
    this.time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return ticker.read();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
  }

  /** With the allowance in it, so that a changed one counts at once. */
  private record Key(String who, Allowance allowance) {}

  @Override
  public void owe(String who, Allowance allowance, int number) {
    Bucket bucket = buckets.get(new Key(who, allowance), key -> bucket(allowance));
    bucket.consumeIgnoringRateLimits(number);
  }

  @Override
  public Taken take(String who, Allowance allowance) {
    Bucket bucket = buckets.get(new Key(who, allowance), key -> bucket(allowance));
    VerboseResult<ConsumptionProbe> result = bucket.asVerbose().tryConsumeAndReturnRemaining(1);
    ConsumptionProbe probe = result.getValue();
    long[] left = result.getDiagnostics().getAvailableTokensPerEachBandwidth();
    int nearest = 0;
    for (int i = 1; i < left.length; i++) {
      if (left[i] < left[nearest]) {
        nearest = i;
      }
    }
    Allowance.Rate rate = allowance.rates().get(nearest);
    long remaining = Math.max(0, left[nearest]);
    return new Taken(
        probe.isConsumed(),
        rate.times(),
        remaining,
        rate.period().multipliedBy(rate.times() - remaining).dividedBy(rate.times()),
        Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  long size() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }

  private Bucket bucket(Allowance allowance) {
    LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(time);
    for (Allowance.Rate rate : allowance.rates()) {
      builder.addLimit(
          limit -> limit.capacity(rate.times()).refillGreedy(rate.times(), rate.period()));
    }
    return builder.build();
  }
}
