package io.snshub.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/** There is too little room left to store anything; it passes when somebody makes room. */
public final class NoSpaceLeftException extends DataAccessResourceFailureException {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST_CAUSE = 20;
  private static final String POSTGRESQL_DISK_FULL = "53100";

  /** How Linux, its quotas, and Windows say it. */
  private static final List<String> WORDS =
      List.of("no space left on device", "quota exceeded", "not enough space on the disk");

  NoSpaceLeftException(String message) {
    super(message);
  }

  /** Tells whether a full disk is behind a failure, this hub's or the database server's. */
  public static boolean causes(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof NoSpaceLeftException
          || cause instanceof IOException && said(cause.getMessage())
          || cause instanceof SQLException sql && POSTGRESQL_DISK_FULL.equals(sql.getSQLState())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean said(@Nullable String message) {
    return message != null && WORDS.stream().anyMatch(message.toLowerCase(Locale.ROOT)::contains);
  }
}
