package io.snshub.analytics;

import io.snshub.store.WorkLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The thread that counts what went up and measures what is due: it sleeps until the next entry is,
 * a minute at most.
 */
@Component
class Collector implements SmartLifecycle {
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LEAST = Duration.ofMillis(100);

  private final Measuring measuring;
  private final Entries entries;
  private final Counting counting;
  private final ProducerTemplate doors;
  private final Clock clock;
  private final WorkLoop loop = new WorkLoop("analytics", this::step, () -> rest(IDLE));
  private final Semaphore signal = new Semaphore(0);

  Collector(
      Measuring measuring,
      Entries entries,
      Counting counting,
      ProducerTemplate doors,
      Clock clock) {
    this.measuring = measuring;
    this.entries = entries;
    this.counting = counting;
    this.doors = doors;
    this.clock = clock;
  }

  /** Has a look at once: something new is to be measured. */
  void wake() {
    signal.release();
  }

  private void step() throws InterruptedException {
    if (counting.addNew() > 0) {
      return;
    }
    List<DueEntry.Ready> due = measuring.due();
    if (!due.isEmpty()) {
      doors.sendBody("direct:measure-targets", due);
      return;
    }
    Instant next = entries.nextDue();
    Duration until = next == null ? IDLE : Duration.between(clock.instant(), next);
    rest(until.compareTo(IDLE) > 0 ? IDLE : until.compareTo(LEAST) < 0 ? LEAST : until);
  }

  private void rest(Duration time) throws InterruptedException {
    signal.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    signal.drainPermits();
  }

  /** Started by the event below: before the routes run, nobody is behind their doors. */
  @Override
  public boolean isAutoStartup() {
    return false;
  }

  @Override
  @EventListener(ApplicationStartedEvent.class)
  public void start() {
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
