package io.snshub.store;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One caller's unit on its way through a shared transaction. Its state is changed by whoever has
 * it: the queue under its lock, then the leader that took it; its caller waits and then takes over
 * what became of it.
 */
final class SharedUnit<T> {
  private enum State {
    WAITING,
    /** Its caller is to carry it out, and others' with it. */
    LEADS,
    COMMITTED,
    /** It has had no effect, and failed for itself. */
    FAILED,
    /** It has had no effect for somebody else's reason: its caller carries it out alone. */
    REPEATS,
    LOST
  }

  private final Supplier<T> work;
  private final Thread caller = Thread.currentThread();
  private volatile State state = State.WAITING;
  private @Nullable Map<String, String> logContext;
  private @Nullable T value;
  private @Nullable Throwable failure;
  private List<TransactionSynchronization> callbacks = List.of();

  SharedUnit(Supplier<T> work) {
    this.work = work;
  }

  boolean leads() {
    return state == State.LEADS;
  }

  boolean repeats() {
    return state == State.REPEATS;
  }

  void lead() {
    state = State.LEADS;
  }

  /** Somebody else may run it. */
  void queue() {
    logContext = MDC.getCopyOfContextMap();
  }

  void repeat() {
    state = State.REPEATS;
  }

  void commit() {
    state = State.COMMITTED;
  }

  void fail(Throwable why) {
    failure = why;
    state = State.FAILED;
  }

  /** The commit was not confirmed. */
  void lose(Throwable why) {
    failure = why;
    state = State.LOST;
  }

  /** Tells the caller to look again. */
  void wake() {
    LockSupport.unpark(caller);
  }

  /**
   * Waits until something has become of the unit.
   *
   * @param giveUp called when that takes longer than the patience
   * @return whether the caller was interrupted meanwhile
   */
  boolean await(long patience, Runnable giveUp) {
    boolean interrupted = false;
    long end = System.nanoTime() + patience;
    boolean patient = true;
    while (state == State.WAITING) {
      if (!patient) {
        LockSupport.park(this);
      } else if (end - System.nanoTime() > 0) {
        LockSupport.parkNanos(this, end - System.nanoTime());
      } else {
        patient = false;
        giveUp.run();
      }
      interrupted |= Thread.interrupted();
    }
    return interrupted;
  }

  /**
   * Does the work on the leader's thread, inside its transaction, up to what Spring would do before
   * the commit. Leaves no callback of it behind.
   */
  void perform() {
    if (Thread.currentThread() == caller) {
      performHere();
      return;
    }
    Map<String, String> own = MDC.getCopyOfContextMap();
    context(logContext);
    try {
      performHere();
    } finally {
      context(own);
    }
  }

  private void performHere() {
    // steps aside while an inner transaction of the unit's own runs
    TransactionSynchronizationManager.registerSynchronization(
        Objects.requireNonNull(PutOff.current()));
    try {
      value = work.get();
      callbacks = TransactionSynchronizationManager.getSynchronizations();
      callbacks.forEach(one -> one.beforeCommit(false));
    } finally {
      // some that came up on the way, or all of a unit that failed
      callbacks = TransactionSynchronizationManager.getSynchronizations();
      TransactionSynchronizationManager.clearSynchronization();
      TransactionSynchronizationManager.initSynchronization();
      callbacks.forEach(one -> quietly(one::beforeCompletion));
    }
  }

  private static void context(@Nullable Map<String, String> values) {
    if (values == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(values);
    }
  }

  /**
   * Ends the unit for its caller, on its thread: callbacks, then what it returned or why it failed.
   */
  T result() {
    switch (state) {
      case COMMITTED -> {
        try {
          callbacks.forEach(TransactionSynchronization::afterCommit);
        } finally {
          complete(TransactionSynchronization.STATUS_COMMITTED);
        }
        return value;
      }
      case LOST -> complete(TransactionSynchronization.STATUS_UNKNOWN);
      default -> complete(TransactionSynchronization.STATUS_ROLLED_BACK);
    }
    throw thrown();
  }

  /** Tells the callbacks of a try that was undone. */
  void undone() {
    complete(TransactionSynchronization.STATUS_ROLLED_BACK);
  }

  private void complete(int status) {
    List<TransactionSynchronization> told = callbacks;
    callbacks = List.of();
    told.forEach(one -> quietly(() -> one.afterCompletion(status)));
  }

  /** What the unit threw, as it is; Spring's transactions wrap what can't be declared alike. */
  private RuntimeException thrown() {
    Throwable why = failure;
    if (why instanceof Error error) {
      throw error;
    }
    return why instanceof RuntimeException exception
        ? exception
        : new UndeclaredThrowableException(why);
  }

  private static void quietly(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(SharedUnit.class)
          .atError()
          .setCause(e)
          .log("callback of a transaction failed");
    }
  }
}
