package io.snshub.accounts;

import io.snshub.bus.Outbox;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.AccountRests;
import io.snshub.platform.Budget;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformHosts;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.post.PublishFailure;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The account rows. Safe to use from any number of lanes and nodes at once. */
@Component
class Accounts implements AccountDesk, AccountRests {
  private static final String CONNECTED = "connected";
  private static final Duration REFRESH_LEASE = Duration.ofMinutes(2);
  private static final Duration SECOND_COMER = Duration.ofSeconds(1);

  private final Sql sql;
  private final Vault vault;
  private final PlatformHosts hosts;
  private final Outbox outbox;
  private final Clock clock;

  Accounts(Sql sql, Vault vault, PlatformHosts hosts, Outbox outbox, Clock clock) {
    this.sql = sql;
    this.vault = vault;
    this.hosts = hosts;
    this.outbox = outbox;
    this.clock = clock;
  }

  private record Row(
      long id,
      long userId,
      String platform,
      String remoteId,
      String status,
      String accessToken,
      @Nullable String refreshToken) {}

  @Override
  public Access open(long accountId) {
    Row row = find(accountId).orElse(null);
    if (row == null) {
      return new Refused(
          new PublishFailure.Permanent("account_gone", "account " + accountId + " was removed"));
    }
    if (!row.status().equals(CONNECTED)) {
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
   * @param work what to ask the platform, or null when nothing is to be asked
   * @param grant the answer when nothing is to be asked
   */
  record Refresh(long accountId, @Nullable RefreshWork work, @Nullable TokenGrant grant) {}

  /** Claims the refresh of an account whose token was refused. */
  @Transactional
  public Refresh begin(LaneWork.Account used) {
    Row row = find(used.accountId()).orElse(null);
    if (row == null || !row.status().equals(CONNECTED)) {
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
    String refresh = row.refreshToken();
    String clientId = hosts.setting(row.platform(), "CLIENT_ID");
    String clientSecret = hosts.setting(row.platform(), "CLIENT_SECRET");
    return new Refresh(
        row.id(),
        new RefreshWork(
            row.platform(),
            current,
            refresh == null ? null : vault.open(refresh),
            clientId == null ? sandboxOr("sandbox-client") : clientId,
            clientSecret == null ? sandboxOr("sandbox-secret") : clientSecret,
            hosts.of(row.platform())),
        null);
  }

  /** Stores what the platform answered and passes it on. */
  @Transactional
  public TokenGrant end(long accountId, TokenGrant grant) {
    if (grant instanceof TokenGrant.Granted granted) {
      Duration lifetime = granted.lifetime();
      String refresh = granted.refreshToken();
      sql.run("accounts/store-tokens")
          .param("id", accountId)
          .param("accessToken", vault.seal(granted.accessToken()))
          .param("refreshToken", refresh == null ? null : vault.seal(refresh))
          .param("expiresAt", Sql.at(lifetime == null ? null : clock.instant().plus(lifetime)))
          .param("now", Sql.at(clock.instant()))
          .update();
    } else if (grant instanceof TokenGrant.Denied denied) {
      boolean dead = denied.failure() instanceof PublishFailure.NeedsReauth;
      sql.run("accounts/end-refresh")
          .param("id", accountId)
          .param("status", dead ? "needs_reauth" : CONNECTED)
          .param("problem", denied.failure().message())
          .param("now", Sql.at(clock.instant()))
          .update();
      if (dead) {
        find(accountId).ifPresent(this::tellDisconnected);
      }
    }
    return grant;
  }

  @Override
  public @Nullable Rest rest(long accountId) {
    return sql.run("accounts/find-rest")
        .param("id", accountId)
        .query(
            (row, number) ->
                new Rest(
                    Objects.requireNonNull(Sql.instant(row, "rests_until")),
                    Budget.Scope.valueOf(row.getString("rest_scope"))))
        .optional()
        .orElse(null);
  }

  @Override
  public void keep(long accountId, Rest rest) {
    sql.run("accounts/keep-rest")
        .param("id", accountId)
        .param("until", Sql.at(rest.until()))
        .param("scope", rest.scope().name())
        .update();
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

  private void tellDisconnected(Row row) {
    outbox.append(
        new Event(
            UUID.randomUUID(),
            EventType.ACCOUNT_DISCONNECTED,
            "account/" + row.id(),
            row.userId(),
            Map.of("account_id", row.id(), "platform", row.platform()),
            clock.instant()));
  }

  private String sandboxOr(String sandboxValue) {
    return hosts.sandbox() ? sandboxValue : "";
  }

  private static Refresh answered(LaneWork.Account used, TokenGrant grant) {
    return new Refresh(used.accountId(), null, grant);
  }

  private Optional<Row> find(long id) {
    return sql.run("accounts/find-account")
        .param("id", id)
        .query(
            (row, number) ->
                new Row(
                    row.getLong("id"),
                    row.getLong("user_id"),
                    row.getString("platform"),
                    row.getString("remote_id"),
                    row.getString("status"),
                    row.getString("access_token"),
                    row.getString("refresh_token")))
        .optional();
  }
}
