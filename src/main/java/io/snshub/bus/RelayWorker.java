package io.snshub.bus;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The relay's thread: sleeps until a commit wakes it, looks once a second all the same. */
@Component
class RelayWorker implements SmartLifecycle, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayWorker.class);
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final Relay relay;
  private final RelaySignal signal;
  private volatile Thread thread;

  RelayWorker(Relay relay, RelaySignal signal) {
    this.relay = relay;
    this.signal = signal;
  }

  @Override
  public void run() {
    while (thread == Thread.currentThread()) {
      try {
        Relay.Batch batch = relay.moveBatch();
        if (!batch.more()) {
          signal.await(IDLE);
        }
      } catch (DataAccessException | TransactionException e) {
        LOG.atWarn().setCause(e).log("relay waits for the database");
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void pause() {
    try {
      signal.await(IDLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    relay.takeOver();
    Thread started = new Thread(this, "relay");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      signal.raise();
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
