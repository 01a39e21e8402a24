package io.snshub.accounts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.snshub.platform.PlatformCatalog;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How long the token that ends first still lives, for each platform; read at most every 15 seconds.
 * NaN where no token has an end.
 */
@Component
class AccountMeters implements MeterBinder {
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final Sql sql;
  private final PlatformCatalog catalog;
  private final Clock clock;
  private Map<String, Instant> ends = Map.of();
  private @Nullable Instant readAt;

  AccountMeters(Sql sql, PlatformCatalog catalog, Clock clock) {
    this.sql = sql;
    this.catalog = catalog;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String platform : catalog.names()) {
      Supplier<Number> left = () -> left(platform);
      Gauge.builder("sns.account.token.expiry", left)
          .description("How long the token that ends first still lives")
          .baseUnit("seconds")
          .tag("platform", platform)
          .register(registry);
    }
  }

  private synchronized double left(String platform) {
    Instant now = clock.instant();
    if (readAt == null || now.isAfter(readAt.plus(FRESH)) || now.isBefore(readAt)) {
      ends = read();
      readAt = now;
    }
    Instant end = ends.get(platform);
    return end == null ? Double.NaN : Duration.between(now, end).toMillis() / 1000.0;
  }

  private Map<String, Instant> read() {
    Map<String, Instant> found = new HashMap<>();
    sql.run("accounts/find-first-ends")
        .query(
            row -> {
              found.put(row.getString("platform"), Sql.instant(row, "ends_at"));
            });
    return found;
  }
}
