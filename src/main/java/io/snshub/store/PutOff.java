package io.snshub.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows that a transaction is still to write, statement by statement in the order in which they came
 * up. Written before the commit, or earlier when a statement names one of their tables. Of one
 * thread.
 */
final class PutOff implements TransactionSynchronization {
  private static final Object KEY = PutOff.class;

  private final boolean shared;
  private final Map<String, Rows> waiting = new LinkedHashMap<>();

  private record Rows(Sql sql, List<Map<String, @Nullable Object>> rows) {}

  private PutOff(boolean shared) {
    this.shared = shared;
  }

  /** Returns what the running transaction has put off, or null. */
  static @Nullable PutOff current() {
    return (PutOff) TransactionSynchronizationManager.getResource(KEY);
  }

  /** Begins for a transaction of many units, whose leader writes the rows of all. */
  static PutOff begin() {
    PutOff all = new PutOff(true);
    TransactionSynchronizationManager.bindResource(KEY, all);
    return all;
  }

  /** Ends what {@link #begin} began. */
  static void end() {
    TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
  }

  /** Puts a row off; false when there is no transaction to wait for. */
  static boolean add(Sql sql, String name, Map<String, @Nullable Object> row) {
    PutOff current = current();
    if (current == null) {
      if (!TransactionSynchronizationManager.isActualTransactionActive()
          || !TransactionSynchronizationManager.isSynchronizationActive()) {
        return false;
      }
      current = new PutOff(false);
      TransactionSynchronizationManager.bindResource(KEY, current);
      TransactionSynchronizationManager.registerSynchronization(current);
    }
    current.waiting.computeIfAbsent(name, one -> new Rows(sql, new ArrayList<>())).rows().add(row);
    return true;
  }

  /** Writes all rows if a statement with these words might ask for them. */
  void before(Set<String> words) {
    for (Map.Entry<String, Rows> one : waiting.entrySet()) {
      if (words.contains(one.getValue().sql().table(one.getKey()))) {
        write();
        return;
      }
    }
  }

  /** Writes all rows. */
  void write() {
    if (waiting.isEmpty()) {
      return;
    }
    Map<String, Rows> now = new LinkedHashMap<>(waiting);
    waiting.clear();
    now.forEach((name, rows) -> rows.sql().write(name, rows.rows()));
  }

  @Override
  public void beforeCommit(boolean readOnly) {
    if (!shared) {
      write();
    }
  }

  @Override
  public void suspend() {
    end();
  }

  @Override
  public void resume() {
    TransactionSynchronizationManager.bindResource(KEY, this);
  }

  @Override
  public void beforeCompletion() {
    if (!shared) {
      end();
    }
  }
}
