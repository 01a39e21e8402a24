package io.snshub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.call.Answer;
import io.snshub.call.IdempotencyTicket;
import io.snshub.call.ProblemException;
import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class IdempotencyKeysTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Answer ANSWER = Answer.created("/x/1", Map.of("id", 1));

  private JdbcClient jdbc;
  private TransactionTemplate transactions;
  private IdempotencyKeys keys;

  @BeforeEach
  void open() {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:"
                + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
            "sa",
            "");
    pool.setMaxConnections(32);
    Flyway.configure().dataSource(pool).load().migrate();
    jdbc = JdbcClient.create(pool);
    transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    keys = node(NOW);
  }

  private IdempotencyKeys node(Instant at) {
    return new IdempotencyKeys(
        new Sql(jdbc, Dialect.H2),
        WebJson.mapper(),
        new Vault(new byte[32]),
        Clock.fixed(at, ZoneOffset.UTC));
  }

  private static IdempotencyTicket ticket(String key, String hash) {
    return new IdempotencyTicket(1, key, "POST /x", hash);
  }

  private void work(IdempotencyKeys node, IdempotencyTicket ticket, Answer answer) {
    assertThat(node.begin(ticket)).isNull();
    node.remember(ticket, answer);
    node.release(ticket);
  }

  @Test
  void replays_the_first_answer() {
    work(keys, ticket("a", "h"), ANSWER);

    Answer again = keys.begin(ticket("a", "h"));

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.headers())
        .containsEntry("Location", "/x/1")
        .containsEntry("Idempotency-Replayed", "true");
    assertThat(again.body()).hasToString("{\"id\":1}");
  }

  @Test
  void refuses_another_request_under_the_same_key() {
    work(keys, ticket("a", "h"), ANSWER);

    assertThatThrownBy(() -> keys.begin(ticket("a", "other")))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(422));
    assertThatThrownBy(() -> keys.begin(new IdempotencyTicket(1, "a", "POST /y", "h")))
        .isInstanceOf(ProblemException.class);
    assertThat(keys.begin(new IdempotencyTicket(2, "a", "POST /x", "h"))).isNull();
  }

  @Test
  void refuses_a_second_request_while_the_first_is_in_flight() {
    keys.begin(ticket("a", "h"));

    assertThatThrownBy(() -> keys.begin(ticket("a", "h")))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(409));

    keys.release(ticket("a", "h"));
    assertThat(keys.begin(ticket("a", "h"))).isNull();
  }

  @Test
  void keeps_secrets_sealed() {
    work(keys, ticket("a", "h"), Answer.of(201, Map.of("key", "snsk_secret")).secret());

    String stored = jdbc.sql("select answer from idempotency_key").query(String.class).single();

    assertThat(stored).startsWith("v1:").doesNotContain("snsk_secret");
    assertThat(keys.begin(ticket("a", "h")).body()).hasToString("{\"key\":\"snsk_secret\"}");
  }

  @Test
  void puts_the_final_answer_in_place_of_the_early_one() {
    work(keys, ticket("a", "h"), ANSWER);

    keys.update(ticket("a", "h"), Answer.ok(Map.of("id", 2)));

    assertThat(keys.begin(ticket("a", "h")).body()).hasToString("{\"id\":2}");
  }

  @Test
  void forgets_after_a_day() {
    work(keys, ticket("a", "h"), ANSWER);
    work(keys, ticket("b", "h"), ANSWER);
    IdempotencyKeys tomorrow = node(NOW.plus(Duration.ofHours(25)));

    work(tomorrow, ticket("a", "h2"), ANSWER);

    assertThat(jdbc.sql("select count(*) from idempotency_key").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void a_backlog_goes_in_small_batches_with_each_request() {
    for (int i = 0; i < 450; i++) {
      work(keys, ticket("old" + i, "h"), ANSWER);
    }
    IdempotencyKeys tomorrow = node(NOW.plus(Duration.ofHours(25)));

    List<Long> left = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      work(tomorrow, ticket("new" + i, "h"), ANSWER);
      left.add(
          jdbc.sql("select count(*) from idempotency_key where idem_key like 'old%'")
              .query(Long.class)
              .single());
    }

    assertThat(left).containsExactly(250L, 50L, 0L, 0L);
  }

  @Test
  void a_cleanup_that_fails_does_not_take_the_answer_with_it() {
    assertThat(keys.begin(ticket("a", "h"))).isNull();
    keys.remember(ticket("a", "h"), ANSWER);
    jdbc.sql("alter table idempotency_key rename to away").update();

    keys.release(ticket("a", "h"));

    jdbc.sql("alter table away rename to idempotency_key").update();
    assertThat(keys.begin(ticket("a", "h")).status()).isEqualTo(201);
  }

  @Test
  void being_overtaken_is_no_failure_of_the_hub() {
    Answer answer = Failures.answer(new CompletionException(new IdempotencyKeys.TakenException()));

    assertThat(answer.status()).isEqualTo(503);
  }

  @Test
  void what_was_not_committed_is_not_remembered() {
    transactions.executeWithoutResult(
        status -> {
          keys.remember(ticket("a", "h"), ANSWER);
          status.setRollbackOnly();
        });

    assertThat(keys.begin(ticket("a", "h"))).isNull();
  }

  @Test
  void of_twenty_nodes_one_wins_and_the_others_get_its_answer() throws Exception {
    int nodes = 20;
    CyclicBarrier start = new CyclicBarrier(nodes);
    AtomicInteger winners = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      int number = i;
      answers.add(threads.submit(() -> race(node(NOW), number, start, winners)));
    }

    List<String> bodies = new ArrayList<>();
    for (Future<String> answer : answers) {
      bodies.add(answer.get());
    }
    threads.shutdown();

    assertThat(winners).hasValue(1);
    assertThat(bodies.stream().distinct()).hasSize(1);
  }

  private String race(IdempotencyKeys node, int number, CyclicBarrier start, AtomicInteger winners)
      throws Exception {
    IdempotencyTicket ticket = ticket("a", "h");
    assertThat(node.begin(ticket)).isNull();
    start.await();
    try {
      transactions.executeWithoutResult(
          status -> node.remember(ticket, Answer.ok(Map.of("winner", number))));
      winners.incrementAndGet();
    } catch (IdempotencyKeys.TakenException e) {
      // the usual fate
    }
    return String.valueOf(node.replay(ticket).body());
  }
}
