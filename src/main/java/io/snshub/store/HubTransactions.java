package io.snshub.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.JdbcTransactionObjectSupport;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Spring's transactions, which tell a commit that the database refused, and so undid, from one
 * whose answer was lost. PostgreSQL rolls back in place of a commit when a statement had failed
 * before, and its driver says nothing of it: here that is a refusal.
 */
final class HubTransactions extends JdbcTransactionManager {
  private static final String COMMIT = "JDBC commit";

  HubTransactions(DataSource dataSource) {
    super(dataSource);
  }

  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    ConnectionHolder holder =
        ((JdbcTransactionObjectSupport) status.getTransaction()).getConnectionHolder();
    if (aborted(holder.getConnection())) {
      doRollback(status);
      throw new UnexpectedRollbackException("a statement of the transaction had failed");
    }
    super.doCommit(status);
  }

  /** A statement failed in the running transaction, so that none after it can count. */
  static boolean aborted(Connection connection) {
    try {
      return connection.isWrapperFor(PgConnection.class)
          && connection.unwrap(PgConnection.class).getTransactionState() == TransactionState.FAILED;
    } catch (SQLException e) {
      // broken: the commit will say so
      return false;
    }
  }

  @Override
  protected RuntimeException translateException(String task, SQLException failure) {
    RuntimeException translated = super.translateException(task, failure);
    boolean refused =
        translated instanceof ConcurrencyFailureException
            || translated instanceof DataIntegrityViolationException;
    return task.equals(COMMIT) && !refused ? new CommitLostException(translated) : translated;
  }
}
