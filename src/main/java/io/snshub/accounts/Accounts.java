package io.snshub.accounts;

import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneWork;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.TokenGrant;
import io.snshub.post.PublishFailure;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The account rows. Safe to use from any number of lanes and nodes at once. */
@Component
class Accounts implements AccountDesk {
  private static final int PROBLEM_LENGTH = 500;
  private static final Duration REFRESH_LEASE = Duration.ofMinutes(2);
  private static final Duration SECOND_COMER = Duration.ofSeconds(1);

  private final Sql sql;
  private final Vault vault;
  private final OauthClients clients;
  private final Lifetimes lifetimes;
  private final AccountEvents events;
  private final Clock clock;

  Accounts(
      Sql sql,
      Vault vault,
      OauthClients clients,
      Lifetimes lifetimes,
      AccountEvents events,
      Clock clock) {
    this.sql = sql;
    this.vault = vault;
    this.clients = clients;
    this.lifetimes = lifetimes;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Access open(long accountId) {
    return opened(accountId, find(accountId).orElse(null));
  }

  @Override
  public Map<Long, Access> openAll(Set<Long> accountIds) {
    Map<Long, AccountRow> rows = new HashMap<>();
    if (!accountIds.isEmpty()) {
      sql.run("accounts/find-accounts")
          .param("ids", accountIds)
          .query(AccountRow::read)
          .list()
          .forEach(row -> rows.put(row.id(), row));
    }
    Map<Long, Access> opened = new HashMap<>();
    accountIds.forEach(id -> opened.put(id, opened(id, rows.get(id))));
    return opened;
  }

  private Access opened(long accountId, @Nullable AccountRow row) {
    if (row == null || row.gone()) {
      return new Refused(
          new PublishFailure.Permanent("account_gone", "account " + accountId + " was removed"));
    }
    if (!row.connected()) {
      return new Refused(
          new PublishFailure.NeedsReauth(
              "needs_reauth", row.platform() + ": the account must be connected again", false));
    }
    return new Granted(
        new LaneWork.Account(row.id(), row.remoteId(), vault.open(row.accessToken())));
  }

  /**
   * What a refresh has to do.
   *
   * @param connection which connecting of the account this is about
   * @param work what to ask the platform, or null when nothing is to be asked
   * @param grant the answer when nothing is to be asked
   */
  record Refresh(
      long accountId, int connection, @Nullable RefreshWork work, @Nullable TokenGrant grant) {}

  /** Claims the refresh of an account whose token was refused, or soon will be. */
  @Transactional
  public Refresh begin(LaneWork.Account used) {
    AccountRow row = find(used.accountId()).orElse(null);
    if (row == null || !row.connected()) {
      return answered(
          used,
          new TokenGrant.Denied(
              new PublishFailure.NeedsReauth("needs_reauth", "connect the account again", false)));
    }
    String current = vault.open(row.accessToken());
    if (!current.equals(used.accessToken())) {
      return answered(used, new TokenGrant.Granted(current, null, null));
    }
    Instant now = clock.instant();
    int claimed =
        sql.run("accounts/claim-refresh")
            .param("id", row.id())
            .param("now", Sql.at(now))
            .param("until", Sql.at(now.plus(REFRESH_LEASE)))
            .update();
    if (claimed != 1) {
      return answered(
          used,
          new TokenGrant.Denied(
              new PublishFailure.Transient(
                  "refresh_running", "the token is being refreshed", SECOND_COMER)));
    }
    return new Refresh(
        row.id(),
        row.connections(),
        clients.work(row.platform(), current, opened(row.refreshToken())),
        null);
  }

  /** Stores what the platform answered and passes it on. */
  @Transactional
  public TokenGrant end(Refresh begun, TokenGrant grant) {
    AccountRow row = find(begun.accountId()).filter(found -> !found.gone()).orElse(null);
    if (row == null || row.connections() != begun.connection()) {
      // let go or connected anew meanwhile: this answer is about tokens that are used no more
      return grant;
    }
    if (grant instanceof TokenGrant.Granted granted) {
      store(row, granted);
      return grant;
    }
    PublishFailure failure = ((TokenGrant.Denied) grant).failure();
    if (failure instanceof PublishFailure.NeedsReauth) {
      String current = vault.open(row.accessToken());
      if (begun.work() != null && !current.equals(begun.work().accessToken())) {
        // somebody whose claim had run out got there first, and spent what we came with
        return new TokenGrant.Granted(current, null, null);
      }
    }
    refused(row, failure);
    return grant;
  }

  private void store(AccountRow row, TokenGrant.Granted granted) {
    Instant now = clock.instant();
    String before = opened(row.refreshToken());
    String after = granted.refreshToken();
    Lifetimes.Times times =
        lifetimes.of(
            row.platform(),
            now,
            granted.lifetime(),
            before != null || after != null,
            lifetimes.refreshEnd(row, before, after, now));
    sql.run("accounts/store-tokens")
        .param("id", row.id())
        .param("connections", row.connections())
        .param("accessToken", vault.seal(granted.accessToken()))
        .param("refreshToken", after == null ? null : vault.seal(after))
        .param("expiresAt", Sql.at(times.expiresAt()))
        .param("refreshExpiresAt", Sql.at(times.refreshExpiresAt()))
        .param("endsAt", Sql.at(times.endsAt()))
        .param("refreshAt", Sql.at(times.refreshAt()))
        .param("now", Sql.at(now))
        .update();
  }

  private void refused(AccountRow row, PublishFailure failure) {
    boolean dead = failure instanceof PublishFailure.NeedsReauth;
    Duration asked =
        failure instanceof PublishFailure.Transient passing ? passing.retryAfter() : null;
    Instant now = clock.instant();
    // what was asked for by a lane alone is not planned anew
    Instant again =
        dead || row.refreshAt() == null ? null : lifetimes.again(now, row.refreshFailures(), asked);
    int told =
        sql.run("accounts/end-refresh")
            .param("id", row.id())
            .param("connections", row.connections())
            .param("status", dead ? AccountRow.NEEDS_REAUTH : AccountRow.CONNECTED)
            .param("problem", shortened(failure.message()))
            .param("refreshAt", Sql.at(again))
            .param("now", Sql.at(now))
            .update();
    if (dead && told == 1) {
      events.disconnected(row, failure.code());
    }
  }

  private static String shortened(String message) {
    return message.length() <= PROBLEM_LENGTH ? message : message.substring(0, PROBLEM_LENGTH);
  }

  private @Nullable String opened(@Nullable String sealed) {
    return sealed == null ? null : vault.open(sealed);
  }

  /** Adds an account unless the user has it already. */
  void add(
      long userId, String platform, String remoteId, String name, String access, String refresh) {
    sql.run("accounts/add-account")
        .param("userId", userId)
        .param("platform", platform)
        .param("remoteId", remoteId)
        .param("name", name)
        .param("accessToken", vault.seal(access))
        .param("refreshToken", vault.seal(refresh))
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  private static Refresh answered(LaneWork.Account used, TokenGrant grant) {
    return new Refresh(used.accountId(), 0, null, grant);
  }

  Optional<AccountRow> find(long id) {
    return sql.run("accounts/find-account").param("id", id).query(AccountRow::read).optional();
  }
}
