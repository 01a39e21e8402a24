package io.snshub.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that repeats one step for as long as the hub runs. A step that fails, for whatever
 * reason, is told and repeated after a rest: a loop that ended would leave work lying that nobody
 * misses.
 */
public final class WorkLoop {
  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
  private static final long PATIENCE_MILLIS = 10_000;

  /** Something to do that may wait. */
  @FunctionalInterface
  public interface Step {
    /** Does it once. */
    void run() throws InterruptedException;
  }

  private final String name;
  private final Step step;
  private final Step rest;
  private volatile @Nullable Thread thread;
  private int failures;

  /**
   * Describes a loop; nothing runs yet.
   *
   * @param name the thread's name
   * @param step what to repeat; it waits by itself when there is nothing to do
   * @param rest what to do after a step that failed
   */
  public WorkLoop(String name, Step step, Step rest) {
    this.name = name;
    this.step = step;
    this.rest = rest;
  }

  /** Starts the thread. */
  public void start() {
    Thread started = new Thread(this::repeat, name);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /**
   * Ends the loop after its present step, for which it waits ten seconds at most.
   *
   * @param wake gets a waiting step to end
   */
  public void stop(Runnable wake) {
    Thread running = thread;
    thread = null;
    if (running == null) {
      return;
    }
    wake.run();
    try {
      running.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The loop was started and not stopped. */
  public boolean running() {
    return thread != null;
  }

  private void repeat() {
    try {
      while (thread == Thread.currentThread()) {
        if (!succeeds()) {
          rest.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean succeeds() throws InterruptedException {
    try {
      step.run();
      if (failures > 0) {
        LOG.atInfo().addKeyValue("loop", name).addKeyValue("failures", failures).log("goes on");
        failures = 0;
      }
      return true;
    } catch (RuntimeException e) {
      if (thread == Thread.currentThread()) {
        tell(e);
      }
      return false;
    }
  }

  /** A database that is away for an hour must not fill the disk with stack traces. */
  private void tell(RuntimeException failure) {
    failures++;
    if (Integer.bitCount(failures) == 1) {
      LOG.atWarn()
          .addKeyValue("loop", name)
          .addKeyValue("failures", failures)
          .setCause(failures == 1 ? failure : null)
          .log("will be tried again");
    }
  }
}
