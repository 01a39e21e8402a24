package io.snshub.saga;

import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries out a decision: calls what the steps enlisted, newest first. A step counts as done only
 * when its call ended without an exception; a crash repeats the call. Before each call it asks
 * whether the saga is still this run's, and calls nothing more when it is not.
 */
@Component
class SagaFinaliser {
  private static final Logger LOG = LoggerFactory.getLogger(SagaFinaliser.class);
  private final SagaLog log;
  private final Doors doors;

  SagaFinaliser(SagaLog log, Doors doors) {
    this.log = log;
    this.doors = doors;
  }

  /**
   * Calls every unfinished step that can be called.
   *
   * @return what is left
   */
  CompletableFuture<Rest> finish(SagaRun run, boolean compensate) {
    Rest rest = new Rest();
    return next(run, compensate, log.unfinishedSteps(run.id()).iterator(), rest);
  }

  private CompletableFuture<Rest> next(
      SagaRun run, boolean compensate, Iterator<SagaStep> steps, Rest rest) {
    while (steps.hasNext()) {
      SagaStep step = steps.next();
      String door = step.door(compensate);
      if (door != null && (!rest.blocked || step.independent())) {
        if (!log.keeps(run)) {
          rest.lost = true;
          break;
        }
        return doors
            .call(door, run, step.options())
            .handle((exchange, error) -> error != null ? error : exchange.getException())
            .thenCompose(
                error -> {
                  settle(run, step, error, rest);
                  return next(run, compensate, steps, rest);
                });
      }
    }
    return CompletableFuture.completedFuture(rest);
  }

  private void settle(SagaRun run, SagaStep step, @Nullable Throwable error, Rest rest) {
    if (error == null) {
      log.stepDone(run, step);
      return;
    }
    rest.blocked = true;
    StepPendingException pending = pending(error);
    if (pending != null) {
      rest.notBefore(pending.until());
      return;
    }
    rest.error = Reasons.of(error);
    log.stepFailed(run, step, rest.error);
    LOG.atWarn()
        .addKeyValue("saga", run.id())
        .addKeyValue("step", step.compensation())
        .setCause(error)
        .log("saga step failed, will be repeated");
  }

  private static @Nullable StepPendingException pending(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof StepPendingException found) {
        return found;
      }
    }
    return null;
  }

  /** What a pass over the steps left behind. */
  static final class Rest {
    boolean blocked;
    boolean lost;
    @Nullable String error;
    @Nullable Instant resumeAt;

    void notBefore(Instant at) {
      if (resumeAt == null || at.isBefore(Objects.requireNonNull(resumeAt))) {
        resumeAt = at;
      }
    }
  }
}
