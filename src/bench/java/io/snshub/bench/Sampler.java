package io.snshub.bench;

import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Watches a hub under load and keeps the highest of what it saw. */
final class Sampler {
  private final Hub hub;
  private final Thread thread = new Thread(this::watch, "sampler");
  private volatile boolean ended;
  private volatile double inFlight;
  private volatile double threads;
  private volatile double resident;

  Sampler(Hub hub) {
    this.hub = hub;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void end() throws InterruptedException {
    ended = true;
    thread.join();
  }

  private void watch() {
    try {
      while (!ended) {
        threads = Math.max(threads, hub.child().threads());
        resident = Math.max(resident, hub.child().resident());
        Metrics metrics = hub.metrics();
        inFlight = Math.max(inFlight, metrics.sum("sns_sagas", "status=\"in_progress\""));
        TimeUnit.MILLISECONDS.sleep(500);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException e) {
      // too busy to tell
    }
  }

  double inFlight() {
    return inFlight;
  }

  double threads() {
    return threads;
  }

  double resident() {
    return resident;
  }
}
