package io.snshub.cache;

import java.util.concurrent.locks.LockSupport;

/**
 * A clock that stands still while this process does: what a busy machine does not let run can't
 * keep a promise in milliseconds. A thread that wants to run every few milliseconds shows how long
 * it was kept from it.
 */
final class Progress implements AutoCloseable {
  private static final long EVERY = 5_000_000;
  private static final long USUAL = 30_000_000;

  private final Thread pulse = new Thread(this::beat, "progress");
  private volatile boolean ended;
  private volatile long lost;

  Progress() {
    pulse.setDaemon(true);
    pulse.setPriority(Thread.MAX_PRIORITY);
    pulse.start();
  }

  private void beat() {
    long last = System.nanoTime();
    while (!ended) {
      LockSupport.parkNanos(EVERY);
      long now = System.nanoTime();
      if (now - last > USUAL) {
        lost += now - last - USUAL;
      }
      last = now;
    }
  }

  long nanos() {
    return System.nanoTime() - lost;
  }

  long lostMillis() {
    return lost / 1_000_000;
  }

  @Override
  public void close() {
    ended = true;
  }
}
