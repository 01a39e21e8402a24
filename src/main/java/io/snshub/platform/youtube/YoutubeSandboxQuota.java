package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A project's daily quota: buckets of their own for uploads, searches and statistics, units for all
 * else. They are full again at midnight Pacific time. A call costs something also when it is
 * refused. Calls are always counted, and stopped only when limits are enforced.
 */
final class YoutubeSandboxQuota {
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  /** What is counted. */
  enum Bucket {
    UPLOADS("Video Uploads", 100),
    SEARCHES("Search Queries", 100),
    STATS("Batch Get Stats", 10_000),
    UNITS("Queries", 10_000);

    private final String title;
    private final int daily;

    Bucket(String title, int daily) {
      this.title = title;
      this.daily = daily;
    }
  }

  private final Site site;
  private final YoutubeSandboxSwitches switches;
  private final Map<Bucket, Integer> used = new EnumMap<>(Bucket.class);
  private LocalDate day = LocalDate.EPOCH;

  YoutubeSandboxQuota(Site site, YoutubeSandboxSwitches switches) {
    this.site = site;
    this.switches = switches;
  }

  /** Returns a handler whose calls cost that many units. */
  Function<Call, Reply> of(int units, Function<Call, Reply> handler) {
    return of(Bucket.UNITS, units, handler);
  }

  /** Returns a handler whose calls are counted in a bucket of their own. */
  Function<Call, Reply> of(Bucket bucket, Function<Call, Reply> handler) {
    return of(bucket, 1, handler);
  }

  private Function<Call, Reply> of(Bucket bucket, int cost, Function<Call, Reply> handler) {
    return call -> {
      spend(call, bucket, cost);
      return handler.apply(call);
    };
  }

  private void spend(Call call, Bucket bucket, int cost) {
    LocalDate today = LocalDate.ofInstant(call.at(), PACIFIC);
    if (!today.equals(day)) {
      day = today;
      used.clear();
    }
    int spent = used.getOrDefault(bucket, 0);
    boolean enforced = site.rateLimits() || switches.enforcesQuota();
    if (enforced && spent + cost > bucket.daily) {
      throw exceeded(bucket);
    }
    used.put(bucket, spent + cost);
  }

  void clear() {
    used.clear();
  }

  private RefusedCall exceeded(Bucket bucket) {
    return new RefusedCall(
        bucket == Bucket.UNITS || switches.dailyStopIs403()
            ? YoutubeSandboxDialect.quotaExceeded()
            : YoutubeSandboxDialect.bucketExceeded(bucket.title));
  }
}
