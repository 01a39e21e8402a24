package io.snshub.bus;

import io.snshub.store.WorkLoop;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
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

  @Override
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
