package io.snshub.store;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Carries out many small transactions of this process in few of the database's: while one commits,
 * those that come meanwhile gather, and the next leader carries them out together. Thread-safe.
 *
 * <p>To its caller a unit is a transaction of its own. {@link #run} returns when it is committed,
 * its after-commit callbacks included; a failure of the unit, thrown as it is, has undone it and
 * nobody else's. Nothing waits for company: whoever finds nobody at work begins at once.
 *
 * <p>What a unit has to keep to:
 *
 * <ul>
 *   <li>It may run twice, and on another caller's thread: a failure anywhere in a shared
 *       transaction undoes it as a whole, and then each caller carries out its own unit alone.
 *       Hence no effects outside of the database but by callbacks of the transaction, and nothing
 *       bound to a thread but the log's context.
 *   <li>It lets every failure of the database out. A statement that failed has undone more than
 *       itself.
 *   <li>It locks rows of its own subject only. Units of a shared transaction are not kept apart by
 *       locks but by their order; one that would wait for a lock of somebody else has the batch
 *       undone, and waits alone.
 *   <li>Its caller holds no monitor that another unit may want.
 * </ul>
 */
public final class SharedCommits {
  /** Most units of one transaction. */
  static final int MOST = 64;

  /** No unit is begun in a transaction that is older. */
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Who was not begun for so long goes alone, whatever keeps the others. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private static final int MOST_WAITING = 1024;

  private final SharedTransactions transactions;
  private final int leaders;
  private final long patience;
  private final DistributionSummary sizes;
  private final DistributionSummary undone;
  private final ReentrantLock lock = new ReentrantLock();

  /** Those who wait; somebody does only while there are as many leaders as there may be. */
  private final ArrayDeque<SharedUnit<?>> waiting = new ArrayDeque<>();

  private int leading;

  /** Most units of one transaction now: halved by one that had to be undone, then grows again. */
  private int most = MOST;

  /**
   * Makes one.
   *
   * @param manager begins and ends the transactions
   * @param dialect the database's
   * @param leaders how many transactions may be carried out side by side
   * @param meters told how many units came together
   */
  public SharedCommits(
      DataSourceTransactionManager manager, Dialect dialect, int leaders, MeterRegistry meters) {
    this(manager, dialect, leaders, PATIENCE, meters);
  }

  SharedCommits(
      DataSourceTransactionManager manager,
      Dialect dialect,
      int leaders,
      Duration patience,
      MeterRegistry meters) {
    this.transactions = new SharedTransactions(manager, dialect);
    this.leaders = leaders;
    this.patience = patience.toNanos();
    this.sizes =
        DistributionSummary.builder("sns.db.shared.units")
            .description("Units carried out together in one transaction")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, MOST)
            .register(meters);
    this.undone =
        DistributionSummary.builder("sns.db.shared.undone")
            .description("Units undone together because of one of them, then run alone")
            .register(meters);
  }

  /**
   * Carries out a unit; inside a transaction of the caller as a part of that.
   *
   * @return what the unit returned
   * @throws CommitLostException when nobody knows whether it was committed
   */
  public <T> T run(Supplier<T> unit) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return unit.get();
    }
    // an interrupt is meant for this caller, not for the units that it may carry out for others
    boolean interrupted = Thread.interrupted();
    SharedUnit<T> mine = new SharedUnit<>(unit);
    try {
      place(mine);
      interrupted |= mine.await(patience, () -> withdraw(mine));
      if (mine.leads()) {
        lead(mine);
      }
      return mine.repeats() ? alone(new SharedUnit<>(unit)) : mine.result();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Carries out a unit that has no result. */
  public void run(Runnable unit) {
    run(
        () -> {
          unit.run();
          return null;
        });
  }

  private void place(SharedUnit<?> unit) {
    lock.lock();
    try {
      if (leading < leaders) {
        leading++;
        unit.lead();
      } else if (waiting.size() < MOST_WAITING) {
        unit.queue();
        waiting.add(unit);
      } else {
        unit.repeat();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many wait for a leader. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void withdraw(SharedUnit<?> unit) {
    lock.lock();
    try {
      if (waiting.remove(unit)) {
        unit.repeat();
      }
    } finally {
      lock.unlock();
    }
  }

  private void lead(SharedUnit<?> first) {
    List<SharedUnit<?>> batch = new ArrayList<>();
    batch.add(first);
    boolean held = false;
    try {
      long begun = System.nanoTime();
      held = transactions.carryOut(batch, () -> next(batch.size(), begun));
    } finally {
      passOn(held);
      // nobody is left behind, whatever was thrown here
      batch.forEach(SharedUnit::wake);
      (held ? sizes : undone).record(batch.size());
    }
  }

  private @Nullable SharedUnit<?> next(int taken, long begun) {
    if (System.nanoTime() - begun > LONGEST_NANOS) {
      return null;
    }
    lock.lock();
    try {
      return taken < most ? waiting.poll() : null;
    } finally {
      lock.unlock();
    }
  }

  /** Makes the first of those who wait the next leader. */
  private void passOn(boolean held) {
    lock.lock();
    try {
      most = held ? Math.min(MOST, most + 1) : Math.max(1, most / 2);
      SharedUnit<?> next = waiting.poll();
      if (next == null) {
        leading--;
      } else {
        next.lead();
        next.wake();
      }
    } finally {
      lock.unlock();
    }
  }

  private <T> T alone(SharedUnit<T> unit) {
    List<SharedUnit<?>> batch = new ArrayList<>();
    batch.add(unit);
    transactions.carryOut(batch, () -> null);
    return unit.result();
  }
}
