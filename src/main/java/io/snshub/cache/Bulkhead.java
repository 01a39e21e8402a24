package io.snshub.cache;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Lets few loads through at a time: when Redis goes away, its readers must not take every database
 * connection from those who write.
 */
final class Bulkhead {
  private final Semaphore permits;
  private final Duration patience;

  Bulkhead(int permits, Duration patience) {
    this.permits = new Semaphore(permits, true);
    this.patience = patience;
  }

  <T> T run(Supplier<T> load) {
    enter();
    try {
      return load.get();
    } finally {
      permits.release();
    }
  }

  private void enter() {
    try {
      if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TransientDataAccessResourceException("too many reads wait for the database");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientDataAccessResourceException("interrupted while waiting for a read", e);
    }
  }
}
