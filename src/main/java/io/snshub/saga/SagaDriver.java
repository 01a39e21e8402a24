package io.snshub.saga;

import io.snshub.store.Jitter;
import io.snshub.store.SharedCommits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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
 * point. A saga that runs here is never begun here a second time: its lease is extended, also an
 * expired one, as long as nobody else has taken it over.
 */
@Component
public class SagaDriver {
  private static final Logger LOG = LoggerFactory.getLogger(SagaDriver.class);
  private static final int BATCH = 100;

  /** Tasks that may wait for a worker before new sagas have to. */
  private static final int WAITING = 32;

  /** How soon to look again when the workers are behind. */
  private static final Duration BREATH = Duration.ofMillis(20);

  /**
   * A run that has not ended by itself after this time never will: it is left to its lease. Far
   * beyond the longest upload with all its repeats.
   */
  private static final Duration LONGEST_RUN = Duration.ofHours(1);

  private final SagaLog log;
  private final SagaFinaliser finaliser;
  private final SagaEnds ends;
  private final Doors doors;
  private final SagaSettings settings;
  private final ExecutorService workers;
  private final Clock clock;
  private final Jitter jitter;
  private final SharedCommits commits;
  private final Semaphore slots;
  private final Semaphore signal = new Semaphore(0);
  private final AtomicInteger owed = new AtomicInteger();
  private final Map<String, Held> running = new ConcurrentHashMap<>();
  private volatile Instant lookedAt;
  private volatile Instant renewedAt;

  private record Held(SagaRun run, Instant since) {}

  SagaDriver(
      SagaLog log,
      SagaFinaliser finaliser,
      SagaEnds ends,
      Doors doors,
      SagaSettings settings,
      @Qualifier("laneWorkers") ExecutorService workers,
      Clock clock,
      Jitter jitter,
      SharedCommits commits) {
    this.log = log;
    this.finaliser = finaliser;
    this.ends = ends;
    this.doors = doors;
    this.settings = settings;
    this.workers = workers;
    this.clock = clock;
    this.jitter = jitter;
    this.commits = commits;
    this.slots = new Semaphore(settings.inFlight());
    this.lookedAt = clock.instant();
    this.renewedAt = lookedAt;
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
    renewBeforeClaiming();
    List<SagaRun> due = free == 0 ? List.of() : log.claim(free);
    for (SagaRun run : due) {
      take(run);
    }
    owed.updateAndGet(left -> due.isEmpty() ? 0 : Math.max(0, left - due.size()));
    return due.size();
  }

  /**
   * After a long pause or a jump of the clock, what runs here looks as if its process had died. It
   * is extended before anything is claimed.
   */
  private void renewBeforeClaiming() {
    Instant now = clock.instant();
    boolean late = !now.isBefore(renewedAt.plus(settings.lease().dividedBy(2)));
    if (!running.isEmpty() && (late || now.isBefore(renewedAt))) {
      renew();
    }
  }

  private void take(SagaRun run) {
    if (running.putIfAbsent(run.id(), new Held(run, clock.instant())) == null) {
      slots.acquireUninterruptibly();
      workers.execute(() -> guarded(run, () -> start(run)));
    } else {
      // paused between renewing and claiming: the older run is fenced off and will end; then again
      Instant again = clock.instant().plus(settings.idle());
      guarded(run, () -> log.park(run, again, run.failures()));
    }
  }

  private int free() {
    return Math.min(Math.min(slots.availablePermits(), BATCH), room());
  }

  /** Waits out a trouble: an idle time, or until somebody wakes it. */
  void rest() throws InterruptedException {
    signal.tryAcquire(settings.idle().toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Tells the driver that so many sagas lie unfinished from an earlier process. They are all begun
   * at once, before the first of them is carried on.
   */
  void catchUp(int sagas) {
    owed.set(sagas);
  }

  /** What is under way goes before what is new: nothing is claimed while the workers are behind. */
  private int room() {
    if (owed.get() > 0) {
      return owed.get();
    }
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

  /** Extends the leases of what runs here, and forgets what will never end. */
  void renew() {
    Instant now = clock.instant();
    for (Held held : running.values()) {
      if (held.since().plus(LONGEST_RUN).isBefore(now) && forget(held.run())) {
        LOG.atError().addKeyValue("saga", held.run().id()).log("saga run never ended");
      }
    }
    log.renew(List.copyOf(running.keySet()));
    renewedAt = now;
  }

  /** Frees a run's slot once, whoever comes first. */
  private boolean forget(SagaRun run) {
    Held held = running.get(run.id());
    if (held == null || held.run() != run || !running.remove(run.id(), held)) {
      return false;
    }
    slots.release();
    return true;
  }

  private void start(SagaRun run) {
    try {
      if (run.decision() != null) {
        finish(run, run.decision());
      } else if (run.door() == null) {
        log.decide(run, true, "its process ended");
        finish(run, SagaRun.COMPENSATE);
      } else {
        doors
            .call(run.door(), run, Map.of())
            .whenComplete(
                (exchange, error) -> guarded(run, () -> afterRoute(run, exchange, error)));
      }
    } catch (RuntimeException e) {
      stumble(run, e);
    }
  }

  private void afterRoute(SagaRun run, @Nullable Exchange exchange, @Nullable Throwable error) {
    Throwable failure = exchange == null ? error : exchange.getException();
    if (run.enlistments().completed()) {
      complete(run);
      return;
    }
    SagaRun now = log.find(run.id()).orElse(run);
    if (now.fence() != run.fence()) {
      lost(run);
    } else if (now.decision() != null) {
      finish(run, now.decision());
    } else if (failure != null || exchange == null) {
      stumble(run, failure);
    } else {
      Instant resumeAt = exchange.getVariable(SagaRun.RESUME_AT, Instant.class);
      giveBack(run, resumeAt == null ? clock.instant().plus(settings.idle()) : resumeAt, 0);
    }
  }

  private void complete(SagaRun run) {
    if (commits.run(() -> log.complete(run))) {
      forget(run);
      wake();
      ends.announce(run.id());
    } else {
      log.decide(run, false, null);
      finish(run, SagaRun.COMPLETE);
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
                      } else if (rest.lost) {
                        lost(run);
                      } else if (!rest.blocked) {
                        end(run, compensate ? SagaStatus.COMPENSATED : SagaStatus.COMPLETED);
                      } else if (rest.error != null) {
                        stumble(run, rest.error);
                      } else {
                        Instant at = rest.resumeAt;
                        giveBack(run, at == null ? clock.instant().plus(settings.idle()) : at, 0);
                      }
                    }));
  }

  private void stumble(SagaRun run, @Nullable Throwable error) {
    LOG.atWarn()
        .addKeyValue("saga", run.id())
        .addKeyValue("subject", run.subject())
        .addKeyValue("failures", run.failures() + 1)
        .setCause(error)
        .log("saga run failed, will be repeated");
    stumble(run, error == null ? "its route gave no answer" : Reasons.of(error));
  }

  private void stumble(SagaRun run, String reason) {
    int failures = run.failures() + 1;
    if (failures >= settings.tries()) {
      LOG.atError()
          .addKeyValue("saga", run.id())
          .addKeyValue("subject", run.subject())
          .addKeyValue("reason", reason)
          .log("saga given up, a person must look");
      if (release(run, () -> log.giveUp(run, failures, reason))) {
        ends.announce(run.id());
      }
    } else {
      Instant again = clock.instant().plus(pause(failures));
      release(run, () -> log.park(run, again, failures, reason));
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
    if (release(run, () -> log.end(run, status))) {
      ends.announce(run.id());
    }
  }

  /** Another run has the saga; this one writes and calls nothing more. */
  private void lost(SagaRun run) {
    release(run, () -> false);
  }

  private boolean release(SagaRun run, BooleanSupplier write) {
    try {
      boolean written = commits.run(write::getAsBoolean);
      if (!written) {
        LOG.atWarn().addKeyValue("saga", run.id()).log("saga was taken over meanwhile");
      }
      return written;
    } finally {
      forget(run);
      wake();
    }
  }

  /** The database may be away when a run ends: its lease then ends by itself. */
  private void guarded(SagaRun run, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("saga", run.id()).setCause(e).log("saga left to its lease");
      forget(run);
    }
  }
}
