package io.snshub.simulation;

import io.snshub.platform.LaneBook;
import io.snshub.platform.SendWindow;
import io.snshub.publishing.PublishingEngine;
import io.snshub.saga.SagaEngine;
import io.snshub.simulation.Plan.AtEffect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One process of the hub. All it does are steps in the schedule's queue; when it is killed, those
 * that are left are dropped and its database is gone.
 */
final class Process {
  private static final Duration RENEWAL = SagaEngine.SETTINGS.lease().dividedBy(3);

  private final Simulation sim;
  private final ProcessParts parts;
  private final SagaEngine sagas;
  private boolean alive = true;
  private boolean renewing;
  private int look;
  private long lookAt = Long.MAX_VALUE;
  long pausedUntil;

  Process(Simulation sim, ProcessParts parts) {
    this.sim = sim;
    this.parts = parts;
    parts.lend(this);
    parts.watch.wrongBy(sim.plan().wrongClock());
    RouteModel routes = new RouteModel(this);
    this.sagas = new SagaEngine(parts.sagas, routes::call, workers(), parts.watch, parts.jitter);
  }

  Simulation sim() {
    return sim;
  }

  String name() {
    return parts.name;
  }

  SagaEngine sagas() {
    return sagas;
  }

  PublishingEngine publishing() {
    return parts.publishing;
  }

  LaneBook book() {
    return parts.publishing.book();
  }

  SendWindow window() {
    return parts.window;
  }

  VirtualTime.Watch watch() {
    return parts.watch;
  }

  boolean alive() {
    return alive;
  }

  void requireAlive() {
    if (!alive) {
      throw new Crashed();
    }
  }

  /** Starts as the saga worker does. */
  void start() {
    int taken = sagas.takeOver();
    sim.say(name(), taken > 0 ? "starts, takes over " + taken : "starts");
  }

  /** Does something as a step of its own, some time soon. */
  <T> CompletableFuture<T> step(String what, Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    sim.at(this, sim.plan().stepDelay(), () -> run(what, work, done));
    return done;
  }

  CompletableFuture<Void> step(String what, Runnable work) {
    return step(
        what,
        () -> {
          work.run();
          return null;
        });
  }

  private <T> void run(String what, Supplier<T> work, CompletableFuture<T> done) {
    T value;
    try {
      value = work.get();
    } catch (RuntimeException e) {
      sim.say(name(), what + " !! " + Words.of(e));
      done.completeExceptionally(e);
      return;
    }
    sim.say(name(), value == null ? what : what + " -> " + Words.of(value));
    done.complete(value);
  }

  /** Something is about to leave the process; the schedule may strike here. */
  AtEffect effect(String what, boolean commit) {
    AtEffect strike = sim.effect(this, what);
    if (strike == AtEffect.CRASH) {
      die();
      throw new Crashed();
    }
    boolean ofCommits = strike == AtEffect.COMMIT_ANSWER_LOST || strike == AtEffect.COMMIT_FAILS;
    if (commit && ofCommits) {
      sim.say(name(), strike == AtEffect.COMMIT_FAILS ? "COMMIT FAILS" : "COMMIT ANSWER LOST");
      sim.disturbed();
    }
    return !commit && ofCommits ? AtEffect.NOTHING : strike;
  }

  /** Is killed. */
  void die() {
    alive = false;
    sim.say(name(), "KILLED");
    sim.disturbed();
    sim.restartLater(this);
  }

  /** Looks at the queue at a time, unless it does so earlier anyway. */
  void lookAt(long at) {
    if (at >= lookAt) {
      return;
    }
    lookAt = at;
    int mine = ++look;
    sim.at(
        this,
        Duration.ofNanos((at - sim.time().micros()) * 1000),
        () -> {
          if (mine == look) {
            look();
          }
        });
  }

  private void look() {
    lookAt = Long.MAX_VALUE;
    int found;
    try {
      found = sagas.look();
    } catch (TransactionException | DataAccessException e) {
      // the worker's loop rests and looks again
      found = 0;
    }
    if (found == 0) {
      sim.lookAgain(this);
    }
  }

  /** Keeps its leases while it holds some. */
  void keepLeases() {
    if (!renewing && sagas.inFlight() > 0) {
      renewing = true;
      sim.at(
          this,
          RENEWAL,
          () -> {
            renewing = false;
            sagas.renew();
          });
    }
  }

  private ExecutorService workers() {
    return new AbstractExecutorService() {
      @Override
      public void execute(Runnable task) {
        step("begins a run", task);
      }

      @Override
      public void shutdown() {
        // nothing runs
      }

      @Override
      public List<Runnable> shutdownNow() {
        return List.of();
      }

      @Override
      public boolean isShutdown() {
        return false;
      }

      @Override
      public boolean isTerminated() {
        return false;
      }

      @Override
      public boolean awaitTermination(long time, TimeUnit unit) {
        return true;
      }
    };
  }
}
