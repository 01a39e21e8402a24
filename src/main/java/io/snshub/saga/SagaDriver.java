package io.snshub.saga;

import io.snshub.store.Jitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Runs due sagas: claims them, enters their route, carries out what was decided, and gives back
 * what has to wait. Holds at most {@link SagaSettings#inFlight} at once; a waiting platform costs a
 * slot, not a thread. Everything it knows is in the table, so that another process can go on at any
 * point.
 */
@Component
public class SagaDriver {
  private static final Logger LOG = LoggerFactory.getLogger(SagaDriver.class);
  private static final int BATCH = 100;

  /** Tasks that may wait for a worker before new sagas have to. */
  private static final int WAITING = 32;

  /** How soon to look again when the workers are behind. */
  private static final Duration BREATH = Duration.ofMillis(20);

  private final SagaLog log;
  private final SagaFinaliser finaliser;
  private final SagaEnds ends;
  private final Doors doors;
  private final SagaSettings settings;
  private final ExecutorService workers;
  private final Clock clock;
  private final Jitter jitter;
  private final Semaphore slots;
  private final Semaphore signal = new Semaphore(0);
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private volatile Instant lookedAt;

  SagaDriver(
      SagaLog log,
      SagaFinaliser finaliser,
      SagaEnds ends,
      Doors doors,
      SagaSettings settings,
      @Qualifier("laneWorkers") ExecutorService workers,
      Clock clock,
      Jitter jitter) {
    this.log = log;
    this.finaliser = finaliser;
    this.ends = ends;
    this.doors = doors;
    this.settings = settings;
    this.workers = workers;
    this.clock = clock;
    this.jitter = jitter;
    this.slots = new Semaphore(settings.inFlight());
    this.lookedAt = clock.instant();
  }

  /** Makes the driver look at the queue now. */
  public void wake() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  /** Returns how many sagas this node is working on. */
  public int inFlight() {
    return running.size();
  }

  /** Returns when the driver last looked at its queue; it does so all the time while it lives. */
  public Instant lookedAt() {
    return lookedAt;
  }

  /** Starts what is due, then sleeps until more is or somebody wakes it. */
  void step() throws InterruptedException {
    int free = free();
    if (look(free) < free || free == 0) {
      signal.tryAcquire(sleep(free).toMillis(), TimeUnit.MILLISECONDS);
    }
    signal.drainPermits();
  }

  /** Starts what is due and returns how many sagas that was. */
  int look() {
    return look(free());
  }

  private int look(int free) {
    lookedAt = clock.instant();
    List<SagaRun> due = free == 0 ? List.of() : log.claim(free);
    for (SagaRun run : due) {
      slots.acquireUninterruptibly();
      running.add(run.id());
      workers.execute(() -> start(run));
    }
    return due.size();
  }

  private int free() {
    return Math.min(Math.min(slots.availablePermits(), BATCH), room());
  }

  /** Waits out a trouble: an idle time, or until somebody wakes it. */
  void rest() throws InterruptedException {
    signal.tryAcquire(settings.idle().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What is under way goes before what is new: nothing is claimed while the workers are behind. */
  private int room() {
    int waiting = workers instanceof ThreadPoolExecutor pool ? pool.getQueue().size() : 0;
    return Math.max(0, WAITING - waiting);
  }

  private Duration sleep(int free) {
    if (free == 0) {
      return BREATH;
    }
    Instant next = log.nextDue();
    if (next == null) {
      return settings.idle();
    }
    Duration until = Duration.between(clock.instant(), next).plusMillis(1);
    if (until.isNegative()) {
      return Duration.ZERO;
    }
    return until.compareTo(settings.idle()) < 0 ? until : settings.idle();
  }

  void renew() {
    if (!running.isEmpty()) {
      log.renew(List.copyOf(running));
    }
  }

  private void start(SagaRun run) {
    try {
      if (run.decision() != null) {
        finish(run, run.decision());
      } else if (run.door() == null) {
        log.decide(run.id(), true, "its process ended");
        finish(run, SagaRun.COMPENSATE);
      } else {
        doors
            .call(run.door(), run, java.util.Map.of())
            .whenComplete(
                (exchange, error) -> guarded(run, () -> afterRoute(run, exchange, error)));
      }
    } catch (RuntimeException e) {
      stumble(run, e);
    }
  }

  private void afterRoute(SagaRun run, @Nullable Exchange exchange, @Nullable Throwable error) {
    Throwable failure = exchange == null ? error : exchange.getException();
    String decision = log.find(run.id()).map(SagaRun::decision).orElse(null);
    if (decision != null) {
      finish(run, decision);
    } else if (failure != null || exchange == null) {
      stumble(run, failure);
    } else {
      Instant resumeAt = exchange.getVariable(SagaRun.RESUME_AT, Instant.class);
      giveBack(run, resumeAt == null ? clock.instant().plus(settings.idle()) : resumeAt, 0);
    }
  }

  private void finish(SagaRun run, String decision) {
    boolean compensate = SagaRun.COMPENSATE.equals(decision);
    finaliser
        .finish(run, compensate)
        .whenComplete(
            (rest, error) ->
                guarded(
                    run,
                    () -> {
                      if (error != null) {
                        stumble(run, error);
                      } else if (!rest.blocked) {
                        end(run, compensate ? SagaStatus.COMPENSATED : SagaStatus.COMPLETED);
                      } else if (rest.failed) {
                        stumble(run, null);
                      } else {
                        Instant at = rest.resumeAt;
                        giveBack(run, at == null ? clock.instant().plus(settings.idle()) : at, 0);
                      }
                    }));
  }

  private void stumble(SagaRun run, @Nullable Throwable error) {
    int failures = run.failures() + 1;
    if (error != null) {
      LOG.atWarn()
          .addKeyValue("saga", run.id())
          .addKeyValue("subject", run.subject())
          .addKeyValue("failures", failures)
          .setCause(error)
          .log("saga run failed, will be repeated");
    }
    if (failures >= settings.tries()) {
      LOG.atError()
          .addKeyValue("saga", run.id())
          .addKeyValue("subject", run.subject())
          .log("saga given up, a person must look");
      end(run, SagaStatus.FAILED);
    } else {
      giveBack(run, clock.instant().plus(pause(failures)), failures);
    }
  }

  private Duration pause(int failures) {
    double doubled = settings.firstPause().toMillis() * Math.pow(2, Math.min(failures - 1, 30));
    double capped = Math.min(doubled, settings.longestPause().toMillis());
    return jitter.spread(Duration.ofMillis((long) capped));
  }

  private void giveBack(SagaRun run, Instant at, int failures) {
    release(run, () -> log.park(run, at, failures));
  }

  private void end(SagaRun run, SagaStatus status) {
    release(run, () -> log.end(run, status));
    ends.announce(run.id());
  }

  private void release(SagaRun run, java.util.function.BooleanSupplier write) {
    try {
      if (!write.getAsBoolean()) {
        LOG.atWarn().addKeyValue("saga", run.id()).log("saga was taken over meanwhile");
      }
    } finally {
      running.remove(run.id());
      slots.release();
      wake();
    }
  }

  /** The database may be away when a run ends: its lease then ends by itself. */
  private void guarded(SagaRun run, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("saga", run.id()).setCause(e).log("saga left to its lease");
      if (running.remove(run.id())) {
        slots.release();
      }
    }
  }
}
