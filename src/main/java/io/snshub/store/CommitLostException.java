package io.snshub.store;

import org.springframework.transaction.TransactionSystemException;

/**
 * The connection was lost in COMMIT: the transaction took place or did not, and nobody here knows.
 * Whoever goes on must ask the database first, and do nothing on the strength of what it meant to
 * write.
 */
public final class CommitLostException extends TransactionSystemException {
  private static final long serialVersionUID = 1L;

  CommitLostException(Throwable cause) {
    super("the database did not confirm a commit", cause);
  }
}
