package io.snshub.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Carries out batches of units, each batch in one transaction of the database. */
final class SharedTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(SharedTransactions.class);

  /** How long a unit may keep others waiting over a lock. */
  private static final int LOCK_MILLIS = 100;

  private final DataSourceTransactionManager manager;
  private final DataSource source;
  private final Dialect dialect;

  SharedTransactions(DataSourceTransactionManager manager, Dialect dialect) {
    this.manager = manager;
    this.source = Objects.requireNonNull(manager.getDataSource());
    this.dialect = dialect;
  }

  /**
   * Carries out a batch and settles each of its units; throws nothing.
   *
   * @param batch one unit; gets those that come in on the way
   * @param more returns the next unit, or null when it is time to commit
   * @return false when the batch was undone because of one unit among others
   */
  boolean carryOut(List<SharedUnit<?>> batch, Supplier<@Nullable SharedUnit<?>> more) {
    Work work = new Work(batch);
    try {
      work.begin();
      work.perform(more);
    } catch (Throwable e) {
      return undone(batch, e);
    }
    try {
      work.commit();
    } catch (ConcurrencyFailureException
        | DataIntegrityViolationException
        | UnexpectedRollbackException e) {
      return undone(batch, e);
    } catch (Throwable e) {
      batch.forEach(unit -> unit.lose(batch.size() == 1 ? e : new CommitLostException(e)));
      return true;
    }
    batch.forEach(SharedUnit::commit);
    return true;
  }

  /** Of several units nobody can tell which would have come through: each is tried by itself. */
  private static boolean undone(List<SharedUnit<?>> batch, Throwable failure) {
    if (batch.size() == 1) {
      batch.get(0).fail(failure);
      return true;
    }
    LOG.atDebug().addKeyValue("units", batch.size()).setCause(failure).log("batch undone");
    for (SharedUnit<?> unit : batch) {
      unit.undone();
      unit.repeat();
    }
    return false;
  }

  /** One transaction. */
  private final class Work {
    private final List<SharedUnit<?>> batch;
    private @Nullable TransactionStatus status;
    private int lockMillis = -1;

    Work(List<SharedUnit<?>> batch) {
      this.batch = batch;
    }

    void begin() {
      status = manager.getTransaction(new DefaultTransactionDefinition());
    }

    void perform(Supplier<@Nullable SharedUnit<?>> more) {
      PutOff rows = PutOff.begin();
      try {
        SharedUnit<?> unit = batch.get(0);
        while (unit != null) {
          unit.perform();
          requireWhole();
          unit = more.get();
          if (unit != null) {
            batch.add(unit);
            boundWaits();
          }
        }
        rows.write();
        freeWaits();
      } catch (Throwable e) {
        rollBack(e);
        throw e;
      } finally {
        PutOff.end();
      }
    }

    void commit() {
      manager.commit(Objects.requireNonNull(status));
    }

    /** A transaction that a unit took part in and condemned. */
    private void requireWhole() {
      if (status instanceof DefaultTransactionStatus inner && inner.isGlobalRollbackOnly()) {
        throw new UnexpectedRollbackException(
            "Transaction rolled back because it has been marked as rollback-only");
      }
    }

    private void rollBack(Throwable failure) {
      try {
        freeWaits();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
      try {
        manager.rollback(Objects.requireNonNull(status));
      } catch (RuntimeException e) {
        // the connection is gone, and what was not committed with it
        failure.addSuppressed(e);
      }
    }

    /** From the second unit on nobody waits for a lock for long at others' expense. */
    private void boundWaits() {
      if (batch.size() != 2) {
        return;
      }
      onConnection(
          statement -> {
            if (dialect == Dialect.POSTGRESQL) {
              statement.execute("set local lock_timeout = " + LOCK_MILLIS);
              return;
            }
            try (ResultSet row = statement.executeQuery("select lock_timeout()")) {
              row.next();
              lockMillis = row.getInt(1);
            }
            statement.execute("set lock_timeout " + LOCK_MILLIS);
          });
    }

    /** PostgreSQL forgets by itself; H2 sets it for the connection. */
    private void freeWaits() {
      if (lockMillis >= 0) {
        onConnection(statement -> statement.execute("set lock_timeout " + lockMillis));
      }
    }

    private void onConnection(OnStatement work) {
      Connection connection = DataSourceUtils.getConnection(source);
      try (Statement statement = connection.createStatement()) {
        work.run(statement);
      } catch (SQLException e) {
        throw new UncategorizedSQLException("lock timeout", null, e);
      } finally {
        DataSourceUtils.releaseConnection(connection, source);
      }
    }
  }

  /** Something to do with a statement. */
  @FunctionalInterface
  private interface OnStatement {
    void run(Statement statement) throws SQLException;
  }
}
