package io.snshub.analytics;

import io.snshub.TestClock;
import io.snshub.bus.TestOutbox;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.TestPlatforms;
import io.snshub.store.Sql;
import java.time.Duration;
import java.util.List;

/** The parts of the room that keep rows, for tests; they join the caller's transaction. */
record TestBooks(
    Entries entries, Counting counting, SampleTrim trim, LookQuotas quotas, AnalyticsBooks books) {

  static TestBooks on(Sql sql, TestClock clock, List<Duration> looks, int share) {
    return on(sql, clock, looks, share, TestPlatforms.catalog());
  }

  static TestBooks on(
      Sql sql, TestClock clock, List<Duration> looks, int share, PlatformCatalog catalog) {
    AnalyticsSettings settings = new AnalyticsSettings(looks, 32, share, Duration.ofDays(30));
    Tallies tallies = new Tallies(sql, clock);
    Counting counting = new Counting(sql, tallies, settings, clock);
    return new TestBooks(
        new Entries(sql, settings, tallies, counting, TestOutbox.on(sql), clock),
        counting,
        new SampleTrim(sql, settings, clock),
        new LookQuotas(sql, catalog, settings, clock),
        new AnalyticsBooks(sql, catalog, clock));
  }
}
