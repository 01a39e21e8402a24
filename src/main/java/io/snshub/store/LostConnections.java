package io.snshub.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells the pool which H2 connections are dead. H2 closes its database when its file can't grow,
 * and opens it again for the next new connection; the old ones stay dead, yet say of themselves
 * that they are valid, so that the pool would hand them out for ever. Public for the pool, which
 * makes it by name.
 */
public final class LostConnections implements SQLExceptionOverride {
  private static final int GENERAL_ERROR = 50000;

  /** Closed, connection broken, closed in a shutdown, file corrupted or locked away. */
  private static final Set<Integer> CLOSED = Set.of(90098, 90067, 90121, 90030, 90028, 90031);

  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException failure) {
    return CLOSED.contains(failure.getErrorCode()) || storeFailed(failure)
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }

  private static boolean storeFailed(SQLException failure) {
    Throwable cause = failure.getCause();
    return failure.getErrorCode() == GENERAL_ERROR
        && cause != null
        && cause.getClass().getName().equals("org.h2.mvstore.MVStoreException");
  }
}
