package io.snshub.reading;

import io.snshub.store.WorkLoop;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The thread that looks at marks every now and then, and makes the read model again when it is to.
 */
@Component
class ReadModelWorker implements SmartLifecycle {
  private static final Duration IDLE = Duration.ofMillis(300);

  private final Projector projector;
  private final ReadModelBuild build;
  private final Semaphore signal = new Semaphore(0);
  private final WorkLoop loop = new WorkLoop("read-model", this::step, this::rest);

  ReadModelWorker(Projector projector, ReadModelBuild build) {
    this.projector = projector;
    this.build = build;
  }

  /** Has a look at once. */
  void wake() {
    signal.release();
  }

  private void step() throws InterruptedException {
    boolean marks = projector.lookAtMarks();
    boolean building = build.step();
    if (!marks && !building) {
      projector.sweep();
      rest();
    }
  }

  private void rest() throws InterruptedException {
    if (signal.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
      signal.drainPermits();
    }
  }

  /** Started by the event below, like everyone who works behind the doors. */
  @Override
  public boolean isAutoStartup() {
    return false;
  }

  @Override
  @EventListener(ApplicationStartedEvent.class)
  public void start() {
    build.takeOver();
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(this::wake);
  }

  @Override
  public boolean isRunning() {
    return loop.running();
  }
}
