package io.snshub.saga;

import io.snshub.store.WorkLoop;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The driver's two threads: one looks at the queue, one renews leases. */
@Component
class SagaWorker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SagaWorker.class);

  private final SagaDriver driver;
  private final SagaLog log;
  private final SagaSettings settings;
  private final WorkLoop queue;
  private final WorkLoop leases;
  private final Semaphore end = new Semaphore(0);

  SagaWorker(SagaDriver driver, SagaLog log, SagaSettings settings) {
    this.driver = driver;
    this.log = log;
    this.settings = settings;
    this.queue = new WorkLoop("saga-driver", driver::step, driver::rest);
    this.leases = new WorkLoop("saga-leases", this::renew, this::untilRenewal);
  }

  private void renew() throws InterruptedException {
    driver.renew();
    untilRenewal();
  }

  private void untilRenewal() throws InterruptedException {
    end.tryAcquire(settings.lease().toMillis() / 3, TimeUnit.MILLISECONDS);
  }

  @Override
  public void start() {
    end.drainPermits();
    int taken = log.takeOver();
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
