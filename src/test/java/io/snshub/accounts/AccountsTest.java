package io.snshub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.bus.TestOutbox;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.AccountRests;
import io.snshub.platform.Budget;
import io.snshub.platform.LaneWork;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;

class AccountsTest {
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

  abstract static class Contract extends DatabaseContract {
    private static final AtomicLong USERS = new AtomicLong(100);
    private TestClock clock;
    private Accounts accounts;
    private Rests rests;
    private long user;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void anotherUser() {
      clock = new TestClock();
      Vault vault = new Vault(new byte[Vault.KEY_BYTES]);
      AccountEvents events = new AccountEvents(TestOutbox.on(sql), clock);
      accounts =
          database.transactional(
              new Accounts(
                  sql,
                  vault,
                  new OauthClients(TestPlatforms.hosts(), new StandardEnvironment()),
                  new Lifetimes(TestPlatforms.catalog(), new Jitter(new Random(1))),
                  events,
                  clock));
      rests = new Rests(sql);
      user = USERS.incrementAndGet();
    }

    private long connected() {
      accounts.add(user, TestPlatforms.PLAIN, "remote", "name", "token-1", "refresh-1");
      return jdbc.sql("select id from account where user_id = ?")
          .param(user)
          .query(Long.class)
          .single();
    }

    private void end(long id, TokenGrant grant) {
      accounts.end(new Accounts.Refresh(id, 1, null, null), grant);
    }

    private static LaneWork.Account used(long id, String token) {
      return new LaneWork.Account(id, "remote", token);
    }

    private String tokenOf(long id) {
      return ((AccountDesk.Granted) accounts.open(id)).account().accessToken();
    }

    @Test
    void an_account_that_two_nodes_add_at_once_is_there_once() throws Exception {
      together(
          4,
          () -> {
            accounts.add(user, TestPlatforms.PLAIN, "remote", "name", "token-1", "refresh-1");
            return null;
          });

      assertThat(count("account", "user_id = " + user)).isEqualTo(1);
    }

    @Test
    void a_rest_is_kept_and_never_cut_short() {
      long id = connected();
      assertThat(rests.rest(id)).isNull();
      AccountRests.Rest hour =
          new AccountRests.Rest(clock.instant().plusSeconds(3600), Budget.Scope.ALL);

      rests.keep(id, hour);
      rests.keep(id, new AccountRests.Rest(clock.instant().plusSeconds(60), Budget.Scope.SUBMIT));

      assertThat(rests.rest(id)).isEqualTo(hour);
      assertThat(rests.rest(id + 1_000_000)).isNull();
    }

    @Test
    void adding_an_account_again_keeps_its_present_tokens() {
      long id = connected();
      end(id, new TokenGrant.Granted("token-2", "refresh-2", Duration.ofHours(1)));

      connected();

      assertThat(tokenOf(id)).isEqualTo("token-2");
    }

    @Test
    void tokens_lie_sealed() {
      long id = connected();

      assertThat(
              jdbc.sql("select access_token from account where id = ?")
                  .param(id)
                  .query(String.class)
                  .single())
          .doesNotContain("token-1");
      assertThat(tokenOf(id)).isEqualTo("token-1");
    }

    @Test
    void of_many_lanes_whose_token_was_refused_one_refreshes() throws Exception {
      long id = connected();

      List<Accounts.Refresh> begun = together(8, () -> accounts.begin(used(id, "token-1")));

      assertThat(begun).filteredOn(one -> one.work() != null).hasSize(1);
      assertThat(begun)
          .filteredOn(one -> one.work() == null)
          .hasSize(7)
          .extracting(Accounts.Refresh::grant)
          .allSatisfy(
              grant ->
                  assertThat(((TokenGrant.Denied) grant).failure())
                      .isInstanceOf(PublishFailure.Transient.class));
    }

    @Test
    void who_comes_after_a_refresh_gets_the_new_token_without_asking_the_platform() {
      long id = connected();
      accounts.begin(used(id, "token-1"));
      end(id, new TokenGrant.Granted("token-2", null, null));

      Accounts.Refresh second = accounts.begin(used(id, "token-1"));

      assertThat(second.work()).isNull();
      assertThat(second.grant()).isEqualTo(new TokenGrant.Granted("token-2", null, null));
    }

    @Test
    void a_refresh_without_a_new_refresh_token_keeps_the_old_one() {
      long id = connected();
      accounts.begin(used(id, "token-1"));
      end(id, new TokenGrant.Granted("token-2", null, null));

      assertThat(accounts.begin(used(id, "token-2")).work().refreshToken()).isEqualTo("refresh-1");
    }

    @Test
    void a_refresh_whose_process_died_can_be_claimed_again_later() {
      long id = connected();
      accounts.begin(used(id, "token-1"));

      clock.advance(Duration.ofMinutes(3));

      assertThat(accounts.begin(used(id, "token-1")).work()).isNotNull();
    }

    @Test
    void a_refresh_that_fails_for_now_can_be_tried_again() {
      long id = connected();
      accounts.begin(used(id, "token-1"));
      end(id, new TokenGrant.Denied(new PublishFailure.Transient("busy", "plain: busy", null)));

      assertThat(accounts.begin(used(id, "token-1")).work()).isNotNull();
    }

    @Test
    void a_dead_refresh_token_disconnects_the_account_and_says_so_once() {
      long id = connected();
      accounts.begin(used(id, "token-1"));
      end(
          id,
          new TokenGrant.Denied(
              new PublishFailure.NeedsReauth("invalid_grant", "plain: revoked", false)));

      assertThat(accounts.open(id)).isInstanceOf(AccountDesk.Refused.class);
      assertThat(accounts.begin(used(id, "token-1")).work()).isNull();
      assertThat(count("outbox", "subject = 'account/" + id + "'")).isEqualTo(1);
    }

    @Test
    void an_account_that_is_gone_is_refused_for_good() {
      assertThat(((AccountDesk.Refused) accounts.open(-1)).failure())
          .isInstanceOf(PublishFailure.Permanent.class);
    }
  }
}
