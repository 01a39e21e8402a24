package io.snshub.accounts;

import io.snshub.platform.LaneWork;
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
 * The thread that looks after accounts: renews tokens ahead of their end, tells of ends that are
 * near, seals anew and sweeps. It runs on every node; what it does is claimed row by row.
 */
@Component
class Renewer implements SmartLifecycle {
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Renewals renewals;
  private final Resealing resealing;
  private final OauthStates states;
  private final PendingConnections pending;
  private final ProducerTemplate doors;
  private final Clock clock;
  private final WorkLoop loop = new WorkLoop("accounts", this::step, () -> rest(IDLE));
  private final Semaphore signal = new Semaphore(0);

  Renewer(
      Renewals renewals,
      Resealing resealing,
      OauthStates states,
      PendingConnections pending,
      ProducerTemplate doors,
      Clock clock) {
    this.renewals = renewals;
    this.resealing = resealing;
    this.states = states;
    this.pending = pending;
    this.doors = doors;
    this.clock = clock;
  }

  private void step() throws InterruptedException {
    List<LaneWork.Account> due = renewals.due();
    if (!due.isEmpty()) {
      doors.sendBody("direct:renew-accounts", due);
    }
    renewals.warn();
    states.sweep();
    pending.sweep();
    if (resealing.step() == 0) {
      rest(pause());
    }
  }

  private Duration pause() {
    Instant next = renewals.next();
    Duration until = next == null ? IDLE : Duration.between(clock.instant(), next);
    return until.compareTo(IDLE) > 0 ? IDLE : until.compareTo(LEAST) < 0 ? LEAST : until;
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
    loop.stop(signal::release);
  }

  @Override
  public boolean isRunning() {
    return loop.running();
  }
}
