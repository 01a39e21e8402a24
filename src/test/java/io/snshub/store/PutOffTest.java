package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.DatabaseContract;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows that a transaction writes before it commits, and not when they come up. */
class PutOffTest {

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
    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void empty() {
      empty("outbox");
    }

    private void put(String subject, int n) {
      sql.later("bus/append-event")
          .param("part", 1)
          .param("eventId", "event " + n)
          .param("type", "post:created")
          .param("subject", subject)
          .param("userId", 7L)
          .param("data", "{\"n\":" + n + "}")
          .param("now", Sql.at(Instant.EPOCH))
          .add();
    }

    private List<String> events() {
      return jdbc.sql("select event_id from outbox order by id").query(String.class).list();
    }

    @Test
    void rows_are_written_with_the_commit_in_the_order_in_which_they_came() {
      transaction.executeWithoutResult(
          status -> {
            put("post/1", 1);
            put("post/2", 2);
            put("post/1", 3);
            assertThat(events()).isEmpty();
          });

      assertThat(events()).containsExactly("event 1", "event 2", "event 3");
    }

    @Test
    void outside_a_transaction_a_row_is_written_at_once() {
      put("post/1", 1);

      assertThat(events()).containsExactly("event 1");
    }

    @Test
    void rows_of_an_undone_transaction_are_not_written_by_the_next() {
      transaction.executeWithoutResult(
          status -> {
            put("post/1", 1);
            status.setRollbackOnly();
          });
      transaction.executeWithoutResult(status -> put("post/1", 2));

      assertThat(events()).containsExactly("event 2");
    }

    @Test
    void a_statement_that_names_the_table_finds_the_rows() {
      transaction.executeWithoutResult(
          status -> {
            put("post/1", 1);
            List<Long> found =
                sql.run("bus/find-pending")
                    .param("parts", List.of(1))
                    .param("batch", 10)
                    .param("resting", List.of("post/none"))
                    .query((row, number) -> row.getLong("id"))
                    .list();
            assertThat(found).hasSize(1);
          });
    }

    @Test
    void another_statement_leaves_them_where_they_are() {
      transaction.executeWithoutResult(
          status -> {
            put("post/1", 1);
            sql.run("bus/find-parts").param("node", "n").query(Integer.class).list();
            assertThat(events()).isEmpty();
            sql.writeRows();
            assertThat(events()).hasSize(1);
          });
    }

    @Test
    void a_row_that_cant_be_written_undoes_its_transaction() {
      assertThatThrownBy(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        put("post/1", 1);
                        put("x".repeat(101), 2);
                      }))
          .isInstanceOf(DataIntegrityViolationException.class);

      assertThat(events()).isEmpty();
    }

    @Test
    void a_transaction_inside_another_writes_its_own_rows_only() {
      TransactionTemplate own = new TransactionTemplate(transaction.getTransactionManager());
      own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
      transaction.executeWithoutResult(
          outer -> {
            put("post/1", 1);
            own.executeWithoutResult(inner -> put("post/2", 2));
            assertThat(events()).containsExactly("event 2");
            outer.setRollbackOnly();
          });

      assertThat(events()).containsExactly("event 2");
    }

    @Test
    void units_that_go_together_have_their_rows_written_together() throws Exception {
      SharedCommits shared =
          new SharedCommits(
              new HubTransactions(database.dataSource()),
              database.dialect(),
              1,
              new SimpleMeterRegistry());
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      TransactionTemplate own = new TransactionTemplate(transaction.getTransactionManager());
      own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
      ExecutorService threads = Executors.newCachedThreadPool();
      try {
        Future<?> leader =
            threads.submit(
                () ->
                    shared.run(
                        () -> {
                          put("post/1", 1);
                          begun.countDown();
                          await(release);
                        }));
        begun.await();
        Future<?> bad =
            threads.submit(
                () ->
                    shared.run(
                        () -> {
                          put("post/1", 2);
                          throw new IllegalStateException("no");
                        }));
        Future<?> good =
            threads.submit(
                () ->
                    shared.run(
                        () -> {
                          put("post/2", 3);
                          own.executeWithoutResult(inner -> put("post/3", 4));
                        }));
        release.countDown();
        leader.get();
        good.get();
        assertThatThrownBy(bad::get).cause().hasMessage("no");
      } finally {
        threads.shutdown();
      }

      assertThat(events()).contains("event 1", "event 3", "event 4").doesNotContain("event 2");
      assertThat(events().stream().filter("event 1"::equals)).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
