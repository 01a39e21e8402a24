package io.snshub.store;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The SQL files for lists and figures, which must not take the connections away from those who
 * write: they have a pool of their own, and go to a replica when there is one that has caught up.
 *
 * <p>What a user has done on this node is in what he reads next here, whoever answers, as long as
 * {@link #wrote} is called between the commit and the answer to him. What was done elsewhere is
 * missing for {@code hub.database.read.max-lag} at most. A thread inside a transaction reads in
 * that transaction. A replica that fails is not seen by the reader: the query is asked again in the
 * primary. Only queries run here. Thread-safe.
 *
 * <p>Ask for the {@link Sql} anew for every read; it is right for that moment only.
 */
public final class ReadSql {
  /** Users share stamps; who shares one with a busy writer reads in the primary. */
  private static final int STAMPS = 4096;

  private final Sql writing;
  private final Sql same;
  private final @Nullable Standby standby;
  private final LongSupplier nanos;
  private final AtomicLongArray written = new AtomicLongArray(STAMPS);

  /** A replica and the statements for it. */
  record Standby(Replica replica, Sql sql) {}

  /**
   * Divides reading among places.
   *
   * @param writing in the transaction of the calling thread
   * @param same by the pool that reads in the same database
   * @param nanos the time, in nanoseconds, by a clock that doesn't jump
   */
  ReadSql(Sql writing, Sql same, @Nullable Standby standby, LongSupplier nanos) {
    this.writing = writing;
    this.same = same;
    this.standby = standby;
    this.nanos = nanos;
    long now = nanos.getAsLong();
    for (int i = 0; i < STAMPS; i++) {
      written.set(i, now);
    }
  }

  /** Reads where others write, for a hub without pools. */
  public static ReadSql on(Sql sql) {
    return new ReadSql(sql, sql, null, System::nanoTime);
  }

  /** Returns where a user's lists are read. */
  public Sql forUser(long userId) {
    return since(standby == null ? 0 : written.get(stamp(userId)));
  }

  /** Returns where is read what may be as old as the replica is allowed to be. */
  public Sql forAnyone() {
    return since(nanos.getAsLong() - Long.MAX_VALUE / 2);
  }

  /**
   * Says that something which this user's lists show has just been committed on this node, by
   * whomever: the user himself, or a projector that followed him.
   */
  public void wrote(long userId) {
    if (standby != null) {
      written.set(stamp(userId), nanos.getAsLong());
    }
  }

  private Sql since(long moment) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return writing;
    }
    Standby other = standby;
    return other != null && other.replica().has(moment) ? other.sql() : same;
  }

  private static int stamp(long userId) {
    return Long.hashCode(userId * 0x9E3779B97F4A7C15L) & STAMPS - 1;
  }
}
