package io.snshub.bus;

import io.snshub.store.WorkLoop;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The relay's thread: sleeps until a commit wakes it, looks once a second all the same. */
@Component
class RelayWorker implements SmartLifecycle {
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final Relay relay;
  private final RelaySignal signal;
  private final WorkLoop loop;

  RelayWorker(Relay relay, RelaySignal signal) {
    this.relay = relay;
    this.signal = signal;
    this.loop = new WorkLoop("relay", this::step, () -> signal.await(IDLE));
  }

  private void step() throws InterruptedException {
    if (!relay.moveBatch().more()) {
      signal.await(IDLE);
    }
  }

  /** Started by the event below: before the routes run, nobody is behind their doors. */
  @Override
  public boolean isAutoStartup() {
    return false;
  }

  @Override
  @EventListener(ApplicationStartedEvent.class)
  public void start() {
    relay.takeOver();
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(signal::raise);
  }

  @Override
  public boolean isRunning() {
    return loop.running();
  }
}
