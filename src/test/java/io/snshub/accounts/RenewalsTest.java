package io.snshub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.bus.TestOutbox;
import io.snshub.platform.Access;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.Connection.Place;
import io.snshub.platform.Connection.Tokens;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.Secret;
import io.snshub.platform.TestPlatforms;
import io.snshub.platform.TokenGrant;
import io.snshub.post.PublishFailure;
import io.snshub.store.Dialect;
import io.snshub.store.Jitter;
import io.snshub.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;

/** Tokens are renewed before they end, and users told of what can't be. */
class RenewalsTest {
  private static final String ROTATING = "rotating";
  private static final String FIXED = "fixed";
  private static final String WHILE_VALID = "while_valid";
  private static final Duration DAY = Duration.ofDays(1);

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    OnPostgresql() {
      super(Dialect.POSTGRESQL);
    }
  }

  private static PlatformProfile profile(String name, Access access) {
    PlatformProfile plain = TestPlatforms.profile(name, true, true);
    return new PlatformProfile(
        name,
        name,
        plain.aliases(),
        plain.apiVersion(),
        plain.hosts(),
        plain.sandbox(),
        plain.limits(),
        plain.abilities(),
        access);
  }

  private static PlatformCatalog catalog() {
    Duration days60 = Duration.ofDays(60);
    Access rotating = new Access(List.of(), DAY, days60, true, false, List.of());
    Access fixed = new Access(List.of(), days60, Duration.ofDays(365), false, false, List.of());
    Access whileValid = new Access(List.of(), days60, null, false, false, List.of());
    return new PlatformCatalog(
        List.of(
            () -> profile(ROTATING, rotating),
            () -> profile(FIXED, fixed),
            () -> profile(WHILE_VALID, whileValid.renewedWhileValid())));
  }

  abstract static class Contract extends DatabaseContract {
    private static final AtomicLong USERS = new AtomicLong(70_000);
    private final byte[] oldKey = new byte[Vault.KEY_BYTES];
    private final byte[] newKey = new byte[Vault.KEY_BYTES];
    private TestClock clock;
    private Vault vault;
    private Accounts accounts;
    private Connections connections;
    private Renewals renewals;
    private long user;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void nobodyIsConnected() {
      newKey[0] = 1;
      clock = new TestClock();
      user = USERS.incrementAndGet();
      // what is due is looked for over all accounts
      jdbc.sql("delete from account").update();
      jdbc.sql("delete from pending_connection").update();
      open(new Vault(oldKey));
    }

    private void open(Vault with) {
      vault = with;
      PlatformCatalog catalog = catalog();
      Lifetimes lifetimes = new Lifetimes(catalog, new Jitter(new Random(1)));
      AccountEvents events = new AccountEvents(TestOutbox.on(sql), clock);
      OauthClients clients =
          new OauthClients(TestPlatforms.hosts(catalog), new StandardEnvironment());
      accounts =
          database.transactional(new Accounts(sql, vault, clients, lifetimes, events, clock));
      connections =
          database.transactional(
              new Connections(
                  sql, vault, lifetimes, events, new PendingConnections(sql, vault, clock), clock));
      renewals = database.transactional(new Renewals(sql, vault, accounts, events, clock));
    }

    private long connect(
        String platform, @Nullable String refresh, Duration life, @Nullable Duration refreshLife) {
      Tokens tokens =
          new Tokens(
              new Secret("token-1"),
              refresh == null ? null : new Secret(refresh),
              life,
              refreshLife);
      return connections.connect(
          user, platform, new Place("user", "remote", "name", tokens), List.of("a", "b"));
    }

    private List<Long> due() {
      return renewals.due().stream().map(LaneWork.Account::accountId).toList();
    }

    private Accounts.Refresh begin(long id) {
      return accounts.begin(((AccountDesk.Granted) accounts.open(id)).account());
    }

    private String token(long id) {
      return ((AccountDesk.Granted) accounts.open(id)).account().accessToken();
    }

    private long told(long id, String type) {
      return count("outbox", "subject = 'account/" + id + "' and type = '" + type + "'");
    }

    private void pass(Duration time) {
      clock.advance(time);
      renewals.warn();
    }

    private static TokenGrant passing(@Nullable Duration wait) {
      return new TokenGrant.Denied(new PublishFailure.Transient("busy", "busy", wait));
    }

    private static TokenGrant dead() {
      return new TokenGrant.Denied(
          new PublishFailure.NeedsReauth("invalid_grant", "revoked", false));
    }

    @Test
    void a_token_is_due_a_fifth_of_its_life_before_it_ends_and_no_longer_once_renewed() {
      long id = connect(ROTATING, "refresh-1", DAY, Duration.ofDays(60));

      clock.advance(Duration.ofHours(17));
      assertThat(due()).isEmpty();
      clock.advance(Duration.ofHours(4));
      assertThat(due()).containsExactly(id);

      Accounts.Refresh begun = begin(id);
      assertThat(due()).as("while somebody is at it").isEmpty();
      accounts.end(begun, new TokenGrant.Granted("token-2", "refresh-2", DAY));

      assertThat(due()).isEmpty();
      assertThat(token(id)).isEqualTo("token-2");
      clock.advance(Duration.ofHours(21));
      assertThat(due()).containsExactly(id);
      assertThat(begin(id).work().refreshToken()).isEqualTo("refresh-2");
    }

    @Test
    void a_token_that_can_be_renewed_only_while_valid_is_renewed_at_half_its_life() {
      long id = connect(WHILE_VALID, null, Duration.ofDays(60), null);

      clock.advance(Duration.ofDays(21));
      assertThat(due()).isEmpty();
      clock.advance(Duration.ofDays(18));
      assertThat(due()).containsExactly(id);
    }

    @Test
    void a_token_that_nothing_renews_is_never_due() {
      connect(FIXED, null, Duration.ofDays(60), null);

      clock.advance(Duration.ofDays(70));

      assertThat(due()).isEmpty();
    }

    @Test
    void what_fails_for_now_is_tried_again_later_and_stays_connected() {
      long id = connect(ROTATING, "refresh-1", DAY, Duration.ofDays(60));
      clock.advance(Duration.ofHours(21));

      accounts.end(begin(id), passing(null));

      assertThat(due()).isEmpty();
      assertThat(token(id)).isEqualTo("token-1");
      clock.advance(Duration.ofMinutes(2));
      assertThat(due()).containsExactly(id);
      accounts.end(begin(id), passing(Duration.ofMinutes(30)));
      clock.advance(Duration.ofMinutes(29));
      assertThat(due()).as("the platform asked for more").isEmpty();
      clock.advance(Duration.ofMinutes(2));
      assertThat(due()).containsExactly(id);
      assertThat(told(id, "account:disconnected")).isZero();
    }

    @Test
    void a_dead_token_is_not_tried_again() {
      long id = connect(ROTATING, "refresh-1", DAY, Duration.ofDays(60));
      clock.advance(Duration.ofHours(21));

      accounts.end(begin(id), dead());

      clock.advance(Duration.ofDays(1));
      assertThat(due()).isEmpty();
      assertThat(accounts.open(id)).isInstanceOf(AccountDesk.Refused.class);
      assertThat(told(id, "account:disconnected")).isEqualTo(1);
    }

    @Test
    void who_spent_the_refresh_token_too_late_gets_what_the_other_one_brought() {
      long id = connect(ROTATING, "refresh-1", DAY, Duration.ofDays(60));
      Accounts.Refresh slow = begin(id);
      clock.advance(Duration.ofMinutes(3));
      Accounts.Refresh quick = begin(id);
      accounts.end(quick, new TokenGrant.Granted("token-2", "refresh-2", DAY));

      TokenGrant end = accounts.end(slow, dead());

      assertThat(end).isEqualTo(new TokenGrant.Granted("token-2", null, null));
      assertThat(token(id)).isEqualTo("token-2");
    }

    @Test
    void a_pair_that_comes_late_is_kept_when_the_other_one_got_none() {
      long id = connect(ROTATING, "refresh-1", DAY, Duration.ofDays(60));
      Accounts.Refresh slow = begin(id);
      clock.advance(Duration.ofMinutes(3));
      accounts.end(begin(id), dead());

      accounts.end(slow, new TokenGrant.Granted("token-2", "refresh-2", DAY));

      assertThat(token(id)).isEqualTo("token-2");
    }

    @Test
    void an_answer_about_tokens_of_an_earlier_connection_changes_nothing() {
      long id = connect(ROTATING, "refresh-1", DAY, Duration.ofDays(60));
      Accounts.Refresh slow = begin(id);
      assertThat(connect(ROTATING, "refresh-9", DAY, Duration.ofDays(60))).isEqualTo(id);

      accounts.end(slow, dead());
      accounts.end(slow, new TokenGrant.Granted("token-2", "refresh-2", DAY));

      assertThat(token(id)).isEqualTo("token-1");
      assertThat(begin(id).work().refreshToken()).isEqualTo("refresh-9");
    }

    @Test
    void an_end_that_nothing_prolongs_is_told_a_week_and_a_day_before_once_each() {
      long id = connect(FIXED, null, Duration.ofDays(60), null);

      pass(Duration.ofDays(52));
      assertThat(told(id, "account:expiring")).isZero();
      pass(Duration.ofDays(2));
      pass(Duration.ofDays(1));
      assertThat(told(id, "account:expiring")).isEqualTo(1);
      pass(Duration.ofDays(4).plusHours(1));
      pass(Duration.ofHours(1));
      assertThat(told(id, "account:expiring")).isEqualTo(2);
    }

    @Test
    void a_refresh_token_that_comes_back_unchanged_keeps_its_end() {
      long id = connect(FIXED, "refresh-1", Duration.ofDays(60), Duration.ofDays(100));
      clock.advance(Duration.ofDays(50));
      accounts.end(begin(id), new TokenGrant.Granted("token-2", "refresh-1", Duration.ofDays(60)));

      pass(Duration.ofDays(44));

      assertThat(told(id, "account:expiring")).isEqualTo(1);
    }

    @Test
    void a_new_refresh_token_begins_a_new_life() {
      long id = connect(ROTATING, "refresh-1", DAY, Duration.ofDays(60));
      clock.advance(Duration.ofDays(50));
      accounts.end(begin(id), new TokenGrant.Granted("token-2", "refresh-2", DAY));

      pass(Duration.ofDays(44));

      assertThat(told(id, "account:expiring")).isZero();
    }

    @Test
    void a_place_that_is_connected_twice_at_once_is_one_account() throws Exception {
      List<Long> ids = together(6, () -> connect(ROTATING, "refresh-1", DAY, Duration.ofDays(60)));

      assertThat(ids.stream().distinct()).hasSize(1);
      assertThat(count("account", "user_id = " + user)).isEqualTo(1);
      assertThat(told(ids.get(0), "account:connected")).isEqualTo(6);
    }

    @Test
    void a_meter_tells_how_long_the_first_token_still_lives() {
      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      new AccountMeters(sql, catalog(), clock).bindTo(meters);
      connect(ROTATING, "refresh-1", DAY, Duration.ofDays(60));
      user = USERS.incrementAndGet();
      connect(ROTATING, "refresh-1", Duration.ofHours(2), Duration.ofDays(60));

      clock.advance(Duration.ofHours(1));

      assertThat(left(meters, ROTATING)).isEqualTo(3600);
      assertThat(left(meters, FIXED)).isNaN();
    }

    private static double left(SimpleMeterRegistry meters, String platform) {
      return meters.get("sns.account.token.expiry").tag("platform", platform).gauge().value();
    }

    @Test
    void many_nodes_tell_of_an_end_once() throws Exception {
      long id = connect(FIXED, null, Duration.ofDays(6), null);

      together(6, () -> renewals.warn());

      assertThat(told(id, "account:expiring")).isEqualTo(1);
    }

    @Test
    void after_a_change_of_the_key_tokens_are_sealed_anew_and_the_old_key_can_go() {
      long id = connect(ROTATING, "refresh-1", DAY, Duration.ofDays(60));
      Vault both = new Vault(List.of(newKey, oldKey));

      assertThatThrownBy(() -> new Resealing(sql, new Vault(newKey), clock).start())
          .as("a start without the old key")
          .hasMessageContaining(vault.keyId())
          .hasMessageContaining("HUB_OLD_ENCRYPTION_KEYS");
      Resealing resealing = new Resealing(sql, both, clock);
      resealing.start();
      assertThat(resealing.step()).isEqualTo(1);
      assertThat(resealing.step()).isZero();

      open(new Vault(newKey));
      assertThatCode(() -> new Resealing(sql, vault, clock).start()).doesNotThrowAnyException();
      assertThat(token(id)).isEqualTo("token-1");
      assertThat(begin(id).work().refreshToken()).isEqualTo("refresh-1");
    }

    @Test
    void a_large_table_is_sealed_anew_in_small_batches() {
      for (int i = 0; i < 120; i++) {
        user = USERS.incrementAndGet();
        connect(ROTATING, "refresh", DAY, null);
      }
      Resealing resealing = new Resealing(sql, new Vault(List.of(newKey, oldKey)), clock);

      assertThat(List.of(resealing.step(), resealing.step(), resealing.step(), resealing.step()))
          .containsExactly(50, 50, 20, 0);
    }

    @Test
    void tokens_show_themselves_to_nobody() {
      Secret secret = new Secret("token-1");
      Tokens tokens = new Tokens(secret, secret, null, null);
      long id = connect(ROTATING, "refresh-1", DAY, null);
      LaneWork.Account account = ((AccountDesk.Granted) accounts.open(id)).account();

      assertThat(
              "%s %s %s %s %s"
                  .formatted(
                      tokens,
                      new Place("user", "1", "n", tokens),
                      account,
                      begin(id),
                      accounts.find(id)))
          .doesNotContain("token-1")
          .doesNotContain("refresh-1");
      assertThat(secret).isEqualTo(new Secret("token-1")).isNotEqualTo(new Secret("token-2"));
    }
  }
}
