package io.snshub.bus;

import io.snshub.call.ProblemException;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;

/** Tells failures that pass by themselves from those that the work at hand brings with it. */
final class Passing {
  private static final int DEEPEST_CAUSE = 20;

  private Passing() {}

  /** A database that is away, a full disk, a hub that stops: no fault of what was handed over. */
  static boolean is(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof TransientDataAccessException
          || cause instanceof DataAccessResourceFailureException
          || cause instanceof UncategorizedSQLException
          || cause instanceof TransactionException
          || cause instanceof RejectedExecutionException
          || cause instanceof DirectConsumerNotAvailableException
          || cause instanceof InterruptedException
          || cause instanceof ProblemException refusal && refusal.problem().retryable()) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
