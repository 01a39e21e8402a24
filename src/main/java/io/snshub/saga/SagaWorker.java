package io.snshub.saga;

import io.snshub.store.ClockJumps;
import io.snshub.store.WorkLoop;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The driver's two threads: one looks at the queue, one renews leases. */
@Component
class SagaWorker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SagaWorker.class);

  private final SagaDriver driver;
  private final SagaLog log;
  private final SagaSettings settings;
  private final ClockJumps clockJumps;
  private final WorkLoop queue;
  private final WorkLoop leases;
  private final Semaphore end = new Semaphore(0);

  private Instant steadySince;

  SagaWorker(SagaDriver driver, SagaLog log, SagaSettings settings, ClockJumps clockJumps) {
    this.driver = driver;
    this.log = log;
    this.settings = settings;
    this.clockJumps = clockJumps;
    this.steadySince = clockJumps.steadySince();
    this.queue = new WorkLoop("saga-driver", this::step, driver::rest);
    this.leases = new WorkLoop("saga-leases", this::renew, this::untilRenewal);
  }

  private void step() throws InterruptedException {
    afterJump();
    driver.step();
  }

  /** Times in the table were written by another clock than the one that runs now. */
  void afterJump() {
    Instant since = clockJumps.steadySince();
    if (since.equals(steadySince)) {
      return;
    }
    driver.renew();
    int pulledIn = log.pullIn();
    LOG.atWarn().addKeyValue("waiting_sagas", pulledIn).log("the clock has jumped");
    steadySince = since;
  }

  private void renew() throws InterruptedException {
    driver.renew();
    untilRenewal();
  }

  private void untilRenewal() throws InterruptedException {
    end.tryAcquire(settings.lease().toMillis() / 3, TimeUnit.MILLISECONDS);
  }

  /** Started by the event below: before the routes run, nobody is behind their doors. */
  @Override
  public boolean isAutoStartup() {
    return false;
  }

  @Override
  @EventListener(ApplicationStartedEvent.class)
  public void start() {
    end.drainPermits();
    int taken = log.takeOver();
    driver.catchUp(taken);
    if (taken > 0) {
      LOG.atInfo().addKeyValue("sagas", taken).log("going on with unfinished sagas");
    }
    leases.start();
    queue.start();
  }

  @Override
  public void stop() {
    queue.stop(driver::wake);
    leases.stop(end::release);
  }

  @Override
  public boolean isRunning() {
    return queue.running();
  }
}
