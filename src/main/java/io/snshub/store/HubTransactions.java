package io.snshub.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Spring's transactions, which tell a commit that the database refused, and so undid, from one
 * whose answer was lost.
 */
final class HubTransactions extends JdbcTransactionManager {
  private static final String COMMIT = "JDBC commit";

  HubTransactions(DataSource dataSource) {
    super(dataSource);
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
