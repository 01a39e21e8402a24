package io.snshub.analytics;

import io.snshub.platform.Access.Quota;
import io.snshub.platform.PlatformCatalog;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many looks an account may be given, so that what its platform allows remains for publishing.
 * Of every quota that counts calls looks get a share; the tightest one counts. Kept in a row for
 * each account, hence the same on all nodes and after a restart.
 */
@Component
class LookQuotas {
  private static final Set<String> UNITS = Set.of("calls", "units");

  /** A look at a post takes at most so many calls (LinkedIn, of a member). */
  private static final int CALLS = 5;

  private final Sql sql;
  private final PlatformCatalog catalog;
  private final AnalyticsSettings settings;
  private final Clock clock;

  LookQuotas(Sql sql, PlatformCatalog catalog, AnalyticsSettings settings, Clock clock) {
    this.sql = sql;
    this.catalog = catalog;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What an account would like.
   *
   * @param platform its platform
   * @param looks how many looks
   */
  record Wish(String platform, int looks) {}

  /**
   * What it gets.
   *
   * @param looks how many looks
   * @param again when there are more, or null when all were granted
   */
  record Grant(int looks, @Nullable Instant again) {}

  private record Spent(Instant since, long looks) {}

  /** Looks in a time. */
  record Allowance(long looks, Duration window) {
    private double rate() {
      return (double) looks / window.toSeconds();
    }

    private Instant begun(Instant now) {
      long seconds = window.toSeconds();
      return Instant.ofEpochSecond(now.getEpochSecond() / seconds * seconds);
    }
  }

  /** Returns how many looks accounts on a platform have, or nothing where calls are not counted. */
  Optional<Allowance> allowance(String platform) {
    return catalog.find(platform).stream()
        .flatMap(profile -> profile.access().quotas().stream())
        .filter(quota -> UNITS.contains(quota.unit()))
        .map(this::share)
        .min(Comparator.comparingDouble(Allowance::rate));
  }

  private Allowance share(Quota quota) {
    long looks = quota.calls() * settings.share() / 100 / CALLS;
    // rather one look in a longer time than none
    long shared = quota.calls() * settings.share();
    long windows = looks > 0 ? 1 : (100L * CALLS + shared - 1) / shared;
    return new Allowance(Math.max(1, looks), quota.window().multipliedBy(windows));
  }

  /** Grants what is left, by account; what is granted is spent. */
  @Transactional
  public Map<Long, Grant> take(Map<Long, Wish> wishes) {
    Map<Long, Allowance> limited = new HashMap<>();
    wishes.forEach(
        (account, wish) ->
            allowance(wish.platform()).ifPresent(found -> limited.put(account, found)));
    Map<Long, Spent> spent = limited.isEmpty() ? Map.of() : spent(List.copyOf(limited.keySet()));
    Map<Long, Grant> grants = new HashMap<>();
    // in one order, hence nobody waits in a circle
    wishes.keySet().stream()
        .sorted()
        .forEach(
            account -> {
              int looks = wishes.get(account).looks();
              Allowance own = limited.get(account);
              grants.put(
                  account,
                  own == null
                      ? new Grant(looks, null)
                      : take(account, looks, own, spent.get(account)));
            });
    return grants;
  }

  private Grant take(long account, int wanted, Allowance own, @Nullable Spent spent) {
    Instant now = clock.instant();
    Instant begun = own.begun(now);
    long used = spent == null || spent.since().isBefore(begun) ? 0 : spent.looks();
    int granted = (int) Math.max(0, Math.min(wanted, own.looks() - used));
    if (granted > 0 && !spend(account, begun, granted, own.looks(), spent == null)) {
      granted = 0;
    }
    return new Grant(granted, granted == wanted ? null : begun.plus(own.window()));
  }

  private boolean spend(long account, Instant begun, int looks, long most, boolean first) {
    if (first) {
      sql.run("analytics/open-quota")
          .param("accountId", account)
          .param("startAt", Sql.at(begun))
          .param("now", Sql.at(clock.instant()))
          .update();
    }
    return sql.run("analytics/spend-quota")
            .param("accountId", account)
            .param("startAt", Sql.at(begun))
            .param("number", looks)
            .param("limit", most)
            .update()
        == 1;
  }

  private Map<Long, Spent> spent(List<Long> accounts) {
    Map<Long, Spent> spent = new HashMap<>();
    sql.run("analytics/find-quotas")
        .param("ids", accounts)
        .query(
            row -> {
              Instant since = Sql.instant(row, "starts_at");
              if (since != null) {
                spent.put(row.getLong("account_id"), new Spent(since, row.getLong("looks")));
              }
            });
    return spent;
  }
}
