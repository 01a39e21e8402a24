package io.snshub;

import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What holds on every database: its subclasses are run once on each, as two nested classes of one
 * test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DatabaseContract {
  private final Dialect dialect;
  protected TestDatabase database;
  protected Sql sql;
  protected JdbcClient jdbc;
  protected TransactionTemplate transaction;

  protected DatabaseContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeAll
  void open() {
    database = TestDatabase.open(dialect);
    sql = database.sql();
    jdbc = database.jdbc();
    transaction = database.transaction();
  }

  @AfterAll
  void close() {
    database.close();
  }

  protected void empty(String... tables) {
    for (String table : tables) {
      jdbc.sql("delete from " + table).update();
    }
  }

  protected long count(String table, String where) {
    return jdbc.sql("select count(*) from " + table + " where " + where).query(Long.class).single();
  }

  /** Does the same in several threads that start together; returns what each came to. */
  protected static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
