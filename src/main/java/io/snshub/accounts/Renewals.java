package io.snshub.accounts;

import io.snshub.platform.LaneWork;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which tokens are to be renewed, and whose users are to be told that an account ends. */
@Component
class Renewals {
  private static final int WEEK = 7;
  private static final int DAY = 1;

  private final Sql sql;
  private final Vault vault;
  private final Accounts accounts;
  private final AccountEvents events;
  private final Clock clock;

  Renewals(Sql sql, Vault vault, Accounts accounts, AccountEvents events, Clock clock) {
    this.sql = sql;
    this.vault = vault;
    this.accounts = accounts;
    this.events = events;
    this.clock = clock;
  }

  private record Ending(long id, Instant endsAt) {}

  /** Returns accounts whose token is to be renewed now. Reads; who renews it claims it first. */
  List<LaneWork.Account> due() {
    return sql
        .run("accounts/find-due")
        .param("now", Sql.at(clock.instant()))
        .query(Long.class)
        .list()
        .stream()
        .flatMap(id -> accounts.find(id).stream())
        .filter(AccountRow::connected)
        .map(row -> new LaneWork.Account(row.id(), row.remoteId(), vault.open(row.accessToken())))
        .toList();
  }

  /** Returns when the next one is due, or null when none is planned. */
  @Nullable Instant next() {
    return sql.run("accounts/next-due")
        .query((row, number) -> java.util.Optional.ofNullable(Sql.instant(row, "next_due")))
        .single()
        .orElse(null);
  }

  /** Tells of accounts that end within a week, and again within a day; each once. */
  @Transactional
  public int warn() {
    Instant now = clock.instant();
    List<Ending> ending =
        sql.run("accounts/find-ending")
            .param("day", Sql.at(now.plus(Duration.ofDays(DAY))))
            .param("week", Sql.at(now.plus(Duration.ofDays(WEEK))))
            .query(
                (row, number) ->
                    new Ending(
                        row.getLong("id"), Objects.requireNonNull(Sql.instant(row, "ends_at"))))
            .list();
    ending.forEach(one -> warn(one, now));
    return ending.size();
  }

  private void warn(Ending ending, Instant now) {
    int days = ending.endsAt().isAfter(now.plus(Duration.ofDays(DAY))) ? WEEK : DAY;
    int mine =
        sql.run("accounts/mark-warned")
            .param("id", ending.id())
            .param("endsAt", Sql.at(ending.endsAt()))
            .param("days", days)
            .update();
    if (mine == 1) {
      accounts.find(ending.id()).ifPresent(row -> events.expiring(row, ending.endsAt(), days));
    }
  }
}
