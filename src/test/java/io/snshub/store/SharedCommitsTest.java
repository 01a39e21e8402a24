package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.DatabaseContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Many small transactions in few, and what becomes of them when one goes wrong. */
class SharedCommitsTest {
  private static final Duration FOR_EVER = Duration.ofHours(1);

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

    @Test
    void a_commit_that_the_driver_turns_into_a_rollback_without_a_word_is_a_failure() {
      note(1);

      assertThatThrownBy(
              () ->
                  new TransactionTemplate(new HubTransactions(database.dataSource()))
                      .executeWithoutResult(
                          status -> {
                            jdbc.sql("insert into note values (2, 0)").update();
                            assertThatThrownBy(
                                    () -> jdbc.sql("insert into note values (1, 0)").update())
                                .isInstanceOf(DuplicateKeyException.class);
                          }))
          .isInstanceOf(UnexpectedRollbackException.class);
      assertThat(notes()).containsExactly(1L);
    }

    @Test
    void a_unit_that_passes_over_its_failed_statement_fails_alone() throws Exception {
      note(1);
      Future<Long> first = leaderAt(10);
      Future<Long> bad =
          submit(
              () -> {
                try {
                  note(1);
                } catch (DuplicateKeyException e) {
                  // must not be passed over
                }
                return 1L;
              });
      Future<Long> good = submit(() -> note(11));
      goOn(2);

      assertThat(first.get()).isEqualTo(10);
      assertThat(good.get()).isEqualTo(11);
      assertThatThrownBy(bad::get).cause().isInstanceOf(UnexpectedRollbackException.class);
      assertThat(notes()).containsExactly(1L, 10L, 11L);
    }
  }

  /** The database behind a line that can be cut. */
  private static final class Line extends DelegatingDataSource {
    private volatile @Nullable String stateAtCommit;
    private volatile boolean committedAllTheSame;
    private volatile boolean cut;

    @Override
    public Connection getConnection() throws SQLException {
      requireUncut();
      Connection connection = Objects.requireNonNull(getTargetDataSource()).getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, args) -> {
                if (method.getName().equals("close")) {
                  connection.close();
                  return null;
                }
                requireUncut();
                if (method.getName().equals("commit")) {
                  commit(connection);
                  return null;
                }
                try {
                  return method.invoke(connection, args);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    private void requireUncut() throws SQLException {
      if (cut) {
        throw new SQLException("the line is cut", "08006");
      }
    }

    private void commit(Connection connection) throws SQLException {
      String state = stateAtCommit;
      if (state == null) {
        connection.commit();
        return;
      }
      stateAtCommit = null;
      if (committedAllTheSame) {
        connection.commit();
      } else {
        connection.rollback();
      }
      throw new SQLException("not confirmed", state);
    }
  }

  @Timeout(60)
  abstract static class Contract extends DatabaseContract {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Line line = new Line();
    private ExecutorService threads;
    private SharedCommits shared;
    private CountDownLatch begun;
    private CountDownLatch release;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeAll
    void table() {
      jdbc.sql("create table note (id bigint primary key, n integer)").update();
    }

    @BeforeEach
    void empty() {
      empty("note");
      line.setTargetDataSource(database.dataSource());
      line.cut = false;
      line.stateAtCommit = null;
      meters.clear();
      shared = sharing(1, FOR_EVER);
      threads = Executors.newCachedThreadPool();
      begun = new CountDownLatch(1);
      release = new CountDownLatch(1);
    }

    @AfterEach
    void stop() {
      threads.shutdownNow();
    }

    private SharedCommits sharing(int leaders, Duration patience) {
      return new SharedCommits(
          new HubTransactions(line), database.dialect(), leaders, patience, meters);
    }

    /** Writes a note through the line, in the running transaction. */
    long note(long id) {

      JdbcClient.create(line).sql("insert into note values (?, 0)").param(id).update();
      return id;
    }

    private void lockNote(long id) {
      JdbcClient.create(line).sql("update note set n = n + 1 where id = ?").param(id).update();
    }

    List<Long> notes() {
      return jdbc.sql("select id from note order by id").query(Long.class).list();
    }

    <T> Future<T> submit(Callable<T> unit) {
      return threads.submit(() -> shared.run(() -> called(unit)));
    }

    private static <T> T called(Callable<T> unit) {
      try {
        return unit.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    /** A unit that writes a note and then keeps its transaction open. */
    Future<Long> leaderAt(long id) throws Exception {
      Future<Long> leader =
          submit(
              () -> {
                note(id);
                begun.countDown();
                release.await();
                return id;
              });
      begun.await();
      return leader;
    }

    /** Lets the leader go on when so many wait behind it. */
    void goOn(int waiting) {
      while (shared.waiting() < waiting) {
        Thread.onSpinWait();
      }
      release.countDown();
    }

    private DistributionSummary sizes() {
      return meters.get("sns.db.shared.units").summary();
    }

    @Test
    void a_unit_alone_is_a_transaction_of_its_own() {
      assertThat(shared.run(() -> note(1))).isEqualTo(1);
      assertThatThrownBy(
              () ->
                  shared.run(
                      () -> {
                        note(2);
                        throw new IllegalArgumentException("no");
                      }))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(notes()).containsExactly(1L);
      assertThat(sizes().max()).isEqualTo(1);
    }

    @Test
    void those_that_come_meanwhile_share_the_leaders_commit() throws Exception {
      Future<Long> leader = leaderAt(0);
      List<Future<Long>> others = new ArrayList<>();
      for (long id = 1; id <= 20; id++) {
        long mine = id;
        others.add(submit(() -> note(mine)));
      }
      goOn(20);

      assertThat(leader.get()).isZero();
      for (Future<Long> one : others) {
        long id = one.get();
        assertThat(notes()).contains(id);
      }
      assertThat(sizes().totalAmount()).isEqualTo(21);
      assertThat(sizes().count()).isLessThan(21);
    }

    @Test
    void a_failing_unit_is_undone_and_its_neighbours_are_not() throws Exception {
      AtomicInteger runs = new AtomicInteger();
      note(4);
      Future<Long> leader = leaderAt(1);
      Future<Long> bad =
          submit(
              () -> {
                note(2);
                runs.incrementAndGet();
                throw new IllegalArgumentException("no");
              });
      Future<Long> doubled = submit(() -> note(4));
      Future<Long> good = submit(() -> note(3));
      goOn(3);

      assertThat(leader.get()).isEqualTo(1);
      assertThat(good.get()).isEqualTo(3);
      assertThatThrownBy(bad::get).cause().hasMessage("no");
      assertThatThrownBy(doubled::get).cause().isInstanceOf(DuplicateKeyException.class);
      assertThat(notes()).containsExactly(1L, 3L, 4L);
      assertThat(runs.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void hundreds_of_threads_get_what_they_asked_for_and_each_once() throws Exception {
      shared = sharing(2, FOR_EVER);
      AtomicInteger next = new AtomicInteger();
      AtomicInteger succeeded = new AtomicInteger();
      AtomicInteger called = new AtomicInteger();
      together(
          200,
          () -> {
            for (int i = 0; i < 10; i++) {
              int id = next.incrementAndGet();
              boolean fails = new Random(id).nextInt(20) == 0;
              try {
                shared.run(
                    () -> {
                      afterCommit(called::incrementAndGet);
                      note(id);
                      if (fails) {
                        note(id);
                      }
                    });
                assertThat(fails).isFalse();
                succeeded.incrementAndGet();
              } catch (DuplicateKeyException e) {
                assertThat(fails).isTrue();
              }
            }
            return null;
          });

      assertThat(notes()).hasSize(succeeded.get());
      assertThat(called).hasValue(succeeded.get());
      assertThat(succeeded.get()).isLessThan(2000).isGreaterThan(1700);
    }

    private static void afterCommit(Runnable callback) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              callback.run();
            }
          });
    }

    /** Notes what a unit's transaction tells it. */
    private record Told(List<String> words, AtomicReference<Thread> thread)
        implements TransactionSynchronization {
      Told() {
        this(new ArrayList<>(), new AtomicReference<>());
      }

      @Override
      public void beforeCommit(boolean readOnly) {
        words.add("before commit");
      }

      @Override
      public void beforeCompletion() {
        words.add("before completion");
      }

      @Override
      public void afterCommit() {
        words.add("after commit");
        thread.set(Thread.currentThread());
      }

      @Override
      public void afterCompletion(int status) {
        words.add("completed " + status);
      }
    }

    @Test
    void callbacks_run_after_the_commit_on_the_callers_thread() throws Exception {
      Future<Long> leader = leaderAt(1);
      Told told = new Told();
      AtomicReference<List<Long>> seen = new AtomicReference<>();
      Future<Thread> other =
          threads.submit(
              () -> {
                shared.run(
                    () -> {
                      TransactionSynchronizationManager.registerSynchronization(told);
                      afterCommit(() -> seen.set(notes()));
                      note(2);
                    });
                return Thread.currentThread();
              });
      goOn(1);

      assertThat(other.get()).isSameAs(told.thread().get());
      assertThat(leader.get()).isEqualTo(1);
      assertThat(seen.get()).containsExactly(1L, 2L);
      assertThat(told.words())
          .containsExactly("before commit", "before completion", "after commit", "completed 0");
    }

    @Test
    void callbacks_of_an_undone_unit_hear_that_and_nothing_else() throws Exception {
      Future<Long> leader = leaderAt(1);
      Told told = new Told();
      Future<?> bad =
          submit(
              () -> {
                TransactionSynchronizationManager.registerSynchronization(told);
                throw new IllegalArgumentException("no");
              });
      goOn(1);

      assertThatThrownBy(bad::get).cause().hasMessage("no");
      assertThat(leader.get()).isEqualTo(1);
      assertThat(told.words())
          .containsExactly("before completion", "completed 1", "before completion", "completed 1");
    }

    @Test
    void a_failing_callback_before_the_commit_is_its_units_failure_only() throws Exception {
      Future<Long> leader = leaderAt(1);
      Future<Long> bad =
          submit(
              () -> {
                TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                      @Override
                      public void beforeCommit(boolean readOnly) {
                        throw new IllegalArgumentException("not this one");
                      }
                    });
                return note(2);
              });
      goOn(1);

      assertThatThrownBy(bad::get).cause().hasMessage("not this one");
      assertThat(leader.get()).isEqualTo(1);
      assertThat(notes()).containsExactly(1L);
    }

    @Test
    void a_failing_callback_after_the_commit_is_its_callers_failure_only() throws Exception {
      Future<Long> leader = leaderAt(1);
      Future<Long> bad =
          submit(
              () -> {
                afterCommit(
                    () -> {
                      throw new IllegalArgumentException("too late");
                    });
                return note(2);
              });
      Future<Long> good = submit(() -> note(3));
      goOn(2);

      assertThatThrownBy(bad::get).cause().hasMessage("too late");
      assertThat(leader.get()).isEqualTo(1);
      assertThat(good.get()).isEqualTo(3);
      assertThat(notes()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_lost_commit_is_told_to_all_as_that() throws Exception {
      Told told = new Told();
      line.committedAllTheSame = true;
      line.stateAtCommit = "08007";
      Future<Long> leader = leaderAt(1);
      Future<Long> other =
          submit(
              () -> {
                TransactionSynchronizationManager.registerSynchronization(told);
                return note(2);
              });
      goOn(1);

      assertThatThrownBy(leader::get).cause().isInstanceOf(CommitLostException.class);
      assertThatThrownBy(other::get).cause().isInstanceOf(CommitLostException.class);
      assertThat(told.words()).containsExactly("before commit", "before completion", "completed 2");
      assertThat(notes()).containsExactly(1L, 2L);
    }

    @Test
    void after_a_refused_commit_each_unit_is_carried_out_alone() throws Exception {
      line.committedAllTheSame = false;
      line.stateAtCommit = "40001";
      Future<Long> leader = leaderAt(1);
      Future<Long> other = submit(() -> note(2));
      goOn(1);

      assertThat(leader.get()).isEqualTo(1);
      assertThat(other.get()).isEqualTo(2);
      assertThat(notes()).containsExactly(1L, 2L);
      assertThat(meters.get("sns.db.shared.undone").summary().totalAmount()).isEqualTo(2);
    }

    @Test
    void a_database_that_goes_away_in_the_middle_fails_each_and_keeps_nothing() throws Exception {
      Future<Long> leader = leaderAt(1);
      Future<Long> cutter =
          submit(
              () -> {
                line.cut = true;
                return note(2);
              });
      Future<Long> other = submit(() -> note(3));
      goOn(2);

      for (Future<Long> one : List.of(leader, cutter, other)) {
        assertThatThrownBy(one::get)
            .cause()
            .isInstanceOfAny(DataAccessException.class, CannotCreateTransactionException.class);
      }
      line.cut = false;
      assertThat(notes()).isEmpty();
      assertThat(shared.run(() -> note(4))).isEqualTo(4);
    }

    @Test
    void inside_a_transaction_a_unit_is_a_part_of_it() {
      transaction.executeWithoutResult(
          status -> {
            shared.run(
                () -> {
                  jdbc.sql("insert into note values (1, 0)").update();
                });
            status.setRollbackOnly();
          });

      assertThat(notes()).isEmpty();
    }

    @Test
    void a_unit_whose_inner_transaction_condemns_it_is_undone_and_its_neighbours_are_not()
        throws Exception {
      Future<Long> leader = leaderAt(1);
      TransactionTemplate inner = new TransactionTemplate(new HubTransactions(line));
      Future<Long> bad =
          submit(
              () ->
                  inner.execute(
                      status -> {
                        status.setRollbackOnly();
                        return note(2);
                      }));
      Future<Long> good = submit(() -> note(3));
      goOn(2);

      assertThatThrownBy(bad::get).cause().isInstanceOf(UnexpectedRollbackException.class);
      assertThat(leader.get()).isEqualTo(1);
      assertThat(good.get()).isEqualTo(3);
      assertThat(notes()).containsExactly(1L, 3L);
    }

    @Test
    void a_unit_that_waits_for_a_lock_waits_alone() throws Exception {
      jdbc.sql("insert into note values (100, 0)").update();
      CountDownLatch done = new CountDownLatch(1);
      CountDownLatch locked = new CountDownLatch(1);
      Future<?> holder =
          threads.submit(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        jdbc.sql("update note set n = 7 where id = 100").update();
                        locked.countDown();
                        called(() -> done.await(50, TimeUnit.SECONDS));
                      }));
      locked.await();
      Future<Long> leader = leaderAt(1);
      Future<Long> waits =
          submit(
              () -> {
                lockNote(100);
                return 100L;
              });
      Future<Long> good = submit(() -> note(2));
      goOn(2);

      assertThat(leader.get()).isEqualTo(1);
      assertThat(good.get()).isEqualTo(2);
      assertThat(waits.isDone()).isFalse();
      done.countDown();
      holder.get();
      assertThat(waits.get()).isEqualTo(100);
      assertThat(jdbc.sql("select n from note where id = 100").query(Integer.class).single())
          .isEqualTo(8);
    }

    @Test
    void a_deadlock_costs_nobodys_work() throws Exception {
      jdbc.sql("insert into note values (100, 0), (200, 0)").update();
      CountDownLatch otherLocked = new CountDownLatch(1);
      Future<?> other =
          threads.submit(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        jdbc.sql("update note set n = n + 1 where id = 200").update();
                        otherLocked.countDown();
                        called(
                            () -> {
                              release.await();
                              return null;
                            });
                        jdbc.sql("update note set n = n + 1 where id = 100").update();
                      }));
      otherLocked.await();
      Future<Long> leader =
          submit(
              () -> {
                lockNote(100);
                begun.countDown();
                release.await();
                return note(1);
              });
      begun.await();
      Future<Long> crossing =
          submit(
              () -> {
                lockNote(200);
                return note(2);
              });
      goOn(1);

      assertThat(leader.get()).isEqualTo(1);
      boolean crossed = !failed(crossing);
      assertThat(notes())
          .contains(1L)
          .satisfies(ids -> assertThat(ids.contains(2L)).isEqualTo(crossed));
      int sum = jdbc.sql("select sum(n) from note").query(Integer.class).single();
      assertThat(sum).isEqualTo(1 + (failed(other) ? 0 : 2) + (crossed ? 1 : 0));
    }

    private static boolean failed(Future<?> one) throws InterruptedException {
      try {
        one.get();
        return false;
      } catch (ExecutionException e) {
        return true;
      }
    }

    @Test
    void whoever_is_not_begun_in_time_goes_alone() throws Exception {
      shared = sharing(1, Duration.ZERO);
      Future<Long> leader = leaderAt(1);

      assertThat(shared.run(() -> note(2))).isEqualTo(2);
      assertThat(leader.isDone()).isFalse();
      assertThat(notes()).containsExactly(2L);
      release.countDown();
      assertThat(leader.get()).isEqualTo(1);
    }

    @Test
    void a_unit_keeps_the_log_context_of_its_caller() throws Exception {
      AtomicReference<String> after = new AtomicReference<>();
      Future<Long> leader =
          threads.submit(
              () -> {
                MDC.put("trace_id", "leader");
                shared.run(
                    () -> {
                      begun.countDown();
                      called(
                          () -> {
                            release.await();
                            return null;
                          });
                    });
                after.set(MDC.get("trace_id"));
                MDC.clear();
                return note(1);
              });
      begun.await();
      Future<String> other =
          threads.submit(
              () -> {
                MDC.put("trace_id", "other");
                try {
                  return shared.run(() -> MDC.get("trace_id"));
                } finally {
                  MDC.clear();
                }
              });
      Future<String> none = submit(() -> String.valueOf(MDC.get("trace_id")));
      goOn(2);

      assertThat(other.get()).isEqualTo("other");
      assertThat(none.get()).isEqualTo("null");
      assertThat(leader.get()).isEqualTo(1);
      assertThat(after).hasValue("leader");
    }

    @Test
    void an_interrupt_stops_nobodys_unit_and_stays_with_its_caller() throws Exception {
      AtomicReference<Thread> waiter = new AtomicReference<>();
      Future<Long> leader = leaderAt(1);
      Future<Boolean> other =
          threads.submit(
              () -> {
                waiter.set(Thread.currentThread());
                shared.run(() -> note(2));
                return Thread.interrupted();
              });
      while (shared.waiting() < 1) {
        Thread.onSpinWait();
      }
      waiter.get().interrupt();
      goOn(1);

      assertThat(other.get()).isTrue();
      assertThat(leader.get()).isEqualTo(1);
      Thread.currentThread().interrupt();
      shared.run(() -> note(3));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(notes()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void an_error_reaches_its_caller_and_leaves_nobody_behind() throws Exception {
      Future<Long> leader = leaderAt(1);
      Future<Long> bad =
          submit(
              () -> {
                throw new StackOverflowError();
              });
      Future<Long> good = submit(() -> note(2));
      goOn(2);

      assertThatThrownBy(bad::get).cause().isInstanceOf(StackOverflowError.class);
      assertThat(leader.get()).isEqualTo(1);
      assertThat(good.get()).isEqualTo(2);
    }
  }
}
