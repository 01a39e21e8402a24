package io.snshub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.platform.Access;
import io.snshub.platform.Access.Quota;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformGate;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.TestPlatforms;
import io.snshub.post.Content;
import io.snshub.store.Dialect;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LookQuotasTest {
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
    /** 100 calls in an hour, a quarter of which are 25, which are 5 looks. */
    private static final Quota CALLS = new Quota("calls", 100, Duration.ofHours(1), "calls");

    private static final Quota POSTS = new Quota("posts", 1, Duration.ofDays(1), "posts");
    private final Map<Long, Instant> resting = new HashMap<>();
    private final AtomicInteger accountReads = new AtomicInteger();
    private TestClock clock;
    private TestBooks books;
    private Measuring measuring;

    Contract(Dialect dialect) {
      super(dialect);
    }

    private static PlatformCatalog catalog(Quota... quotas) {
      PlatformProfile plain = TestPlatforms.catalog().profiles().get(0);
      Access access = new Access(List.of(), null, null, false, false, List.of(quotas));
      PlatformProfile counted =
          new PlatformProfile(
              "counted",
              "Counted",
              java.util.Set.of(),
              "1",
              plain.hosts(),
              plain.sandbox(),
              plain.limits(),
              plain.abilities(),
              access);
      Platform platform = () -> counted;
      return new PlatformCatalog(List.of(platform));
    }

    @BeforeEach
    void open() {
      empty("analytics_sample", "analytics_entry", "analytics_quota", "target", "post");
      resting.clear();
      accountReads.set(0);
      clock = new TestClock();
      books = TestBooks.on(sql, clock, List.of(Duration.ofDays(9)), 25, catalog(CALLS, POSTS));
      AccountDesk accounts =
          new AccountDesk() {
            @Override
            public Access open(long accountId) {
              return new Granted(new LaneWork.Account(accountId, "42", "token"));
            }

            @Override
            public Map<Long, Access> openAll(java.util.Set<Long> accountIds) {
              accountReads.incrementAndGet();
              return AccountDesk.super.openAll(accountIds);
            }
          };
      PlatformGate gate = (platform, account) -> resting.get(account);
      measuring =
          new Measuring(
              books.entries(), accounts, gate, books.quotas(), TestPlatforms.hosts(catalog(CALLS)));
    }

    private void due(long target, long account, Duration age) {
      Object at = Sql.at(clock.instant());
      jdbc.sql(
              "insert into post (id, user_id, content, request, status, on_failure, saga_id, version,"
                  + " created_at, updated_at) values (?, 1, 'x', '{}', 'published', 'keep', 's', 1,"
                  + " ?, ?)")
          .params(target, at, at)
          .update();
      jdbc.sql(
              "insert into target (id, post_id, position, platform, account_id, status, content,"
                  + " attempts, failures, looks, version, created_at, updated_at)"
                  + " values (?, ?, 0, 'counted', ?, 'confirmed', ?, 1, 0, 0, 1, ?, ?)")
          .params(target, target, account)
          .param(JsonColumn.write(new Content("x", null, List.of(), Map.of())))
          .params(at, at)
          .update();
      jdbc.sql(
              "insert into analytics_entry (target_id, post_id, platform, platform_post_id, user_id,"
                  + " account_id, next_at, created_at) values (?, ?, 'counted', '77', 1, ?, ?, ?)")
          .params(target, target, account, at, Sql.at(clock.instant().minus(age)))
          .update();
    }

    private List<Long> asked() {
      return transaction.execute(
          status ->
              measuring.due().stream().map(ready -> ready.entry().targetId()).sorted().toList());
    }

    @Test
    void an_account_gets_its_share_and_the_youngest_posts_have_it() {
      for (int post = 1; post <= 8; post++) {
        due(post, 1, Duration.ofHours(post));
      }
      due(9, 2, Duration.ofHours(50));

      assertThat(asked()).containsExactly(1L, 2L, 3L, 4L, 5L, 9L);
      assertThat(asked()).isEmpty();
      assertThat(books.entries().nextDue()).isAfter(clock.instant().plus(Duration.ofMinutes(1)));
      jdbc.sql("delete from analytics_entry where target_id in (1, 2, 3, 4, 5, 9)").update();
      clock.advance(Duration.ofHours(1));
      assertThat(asked()).containsExactly(6L, 7L, 8L);
    }

    @Test
    void a_batch_reads_its_accounts_once() {
      for (int post = 1; post <= 5; post++) {
        due(post, post, Duration.ofHours(1));
      }

      assertThat(asked()).hasSize(5);
      assertThat(accountReads).hasValue(1);
    }

    @Test
    void what_counts_something_else_than_calls_is_not_shared() {
      LookQuotas quotas =
          TestBooks.on(sql, clock, List.of(Duration.ofDays(1)), 25, catalog(POSTS)).quotas();

      assertThat(quotas.allowance("counted")).isEmpty();
    }

    @Test
    void a_share_of_less_than_a_look_is_one_look_in_a_longer_time() {
      Quota few = new Quota("few", 6, Duration.ofMinutes(1), "calls");
      LookQuotas quotas =
          TestBooks.on(sql, clock, List.of(Duration.ofDays(1)), 25, catalog(few)).quotas();

      assertThat(quotas.allowance("counted"))
          .contains(new LookQuotas.Allowance(1, Duration.ofMinutes(4)));
    }

    @Test
    void an_account_that_may_not_publish_is_not_measured_either() {
      Instant until = clock.instant().plus(Duration.ofMinutes(30));
      due(1, 1, Duration.ofHours(1));
      due(2, 2, Duration.ofHours(1));
      resting.put(1L, until);

      assertThat(asked()).containsExactly(2L);
      assertThat(books.entries().nextDue()).isEqualTo(clock.instant().plus(Duration.ofMinutes(2)));
      clock.advance(Duration.ofMinutes(31));
      resting.clear();
      assertThat(asked()).containsExactly(1L, 2L);
    }

    @Test
    void two_nodes_together_stay_within_the_share() throws Exception {
      Map<Long, LookQuotas.Wish> wish = Map.of(1L, new LookQuotas.Wish("counted", 2));

      List<LookQuotas.Grant> grants =
          together(4, () -> transaction.execute(status -> books.quotas().take(wish).get(1L)));

      assertThat(grants.stream().mapToInt(LookQuotas.Grant::looks).sum()).isBetween(2, 5);
      assertThat(count("analytics_quota", "looks > 5")).isZero();
    }
  }
}
