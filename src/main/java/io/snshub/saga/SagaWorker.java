package io.snshub.saga;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The driver's two threads: one looks at the queue, one renews leases. */
@Component
class SagaWorker implements SmartLifecycle, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SagaWorker.class);
  private final SagaDriver driver;
  private final SagaLog log;
  private final SagaSettings settings;
  private volatile @Nullable Thread thread;
  private @Nullable ScheduledExecutorService renewer;

  SagaWorker(SagaDriver driver, SagaLog log, SagaSettings settings) {
    this.driver = driver;
    this.log = log;
    this.settings = settings;
  }

  @Override
  public void run() {
    while (thread == Thread.currentThread()) {
      try {
        driver.step();
      } catch (DataAccessException | TransactionException e) {
        LOG.atWarn().setCause(e).log("sagas wait for the database");
        if (!pause()) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean pause() {
    try {
      driver.rest();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void renew() {
    try {
      driver.renew();
    } catch (DataAccessException | TransactionException e) {
      LOG.atWarn().setCause(e).log("leases not renewed");
    }
  }

  @Override
  public void start() {
    int taken = log.takeOver();
    if (taken > 0) {
      LOG.atInfo().addKeyValue("sagas", taken).log("going on with unfinished sagas");
    }
    long third = settings.lease().toMillis() / 3;
    renewer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "saga-leases"));
    renewer.scheduleWithFixedDelay(this::renew, third, third, TimeUnit.MILLISECONDS);
    Thread started = daemon(this, "saga-driver");
    thread = started;
    started.start();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread made = new Thread(task, name);
    made.setDaemon(true);
    return made;
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (renewer != null) {
      renewer.shutdownNow();
    }
    if (running != null) {
      driver.wake();
      try {
        running.join(10_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
