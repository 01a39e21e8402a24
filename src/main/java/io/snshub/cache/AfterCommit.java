package io.snshub.cache;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Does something once a transaction is over: after its commit, before its caller goes on. After a
 * rollback too, because a commit whose answer was lost can look like one; to forget too much costs
 * a load.
 */
final class AfterCommit implements TransactionSynchronization {
  private final Runnable work;
  private boolean done;

  private AfterCommit(Runnable work) {
    this.work = work;
  }

  /** Runs the work at the end of the present transaction, or at once when there is none. */
  static void run(Runnable work) {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(new AfterCommit(work));
    } else {
      work.run();
    }
  }

  /** Before whoever waits for the commit in the same phase, and may read then. */
  @Override
  public int getOrder() {
    return 0;
  }

  @Override
  public void afterCommit() {
    done = true;
    work.run();
  }

  @Override
  public void afterCompletion(int status) {
    if (!done) {
      work.run();
    }
  }
}
