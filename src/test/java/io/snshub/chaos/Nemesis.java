package io.snshub.chaos;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills hubs at any moment, their start and their recovery included, puts them to sleep for longer
 * than their lease, and crashes their database. Counts what it did to somebody who was alive.
 */
final class Nemesis implements Runnable {
  /** A hub sleeps at most once in this time, so that the longest sleep is one sleep. */
  private static final long BETWEEN_SLEEPS = TimeUnit.SECONDS.toNanos(25);

  private final List<HubChild> hubs;
  private final @Nullable PostgresChild database;
  private final Random random;
  private final int quota;
  private final long deadline;
  private final Map<HubChild, Long> slept = new HashMap<>();
  private volatile int kills;
  private volatile int sleeps;
  private volatile int crashes;
  private volatile boolean over;

  /** Takes what it works on, how many kills it is for, and when it gives up in any case. */
  Nemesis(
      List<HubChild> hubs,
      @Nullable PostgresChild database,
      Random random,
      int quota,
      long most,
      TimeUnit unit) {
    this.hubs = hubs;
    this.database = database;
    this.random = random;
    this.quota = quota;
    this.deadline = System.nanoTime() + unit.toNanos(most);
  }

  @Override
  public void run() {
    try {
      while (kills < quota && System.nanoTime() < deadline) {
        strike();
      }
      revive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      over = true;
    }
  }

  private void strike() throws InterruptedException, IOException {
    HubChild hub = hubs.get(random.nextInt(hubs.size()));
    int percent = random.nextInt(100);
    if (database != null && percent < 10) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
      database.crash();
      crashes++;
      revive();
    } else if (percent < 25 && rested(hub) && hub.awaitReady()) {
      sleep(hub);
    } else {
      kill(hub, percent < 45);
    }
  }

  private boolean rested(HubChild hub) {
    Long last = slept.get(hub);
    return last == null || System.nanoTime() - last > BETWEEN_SLEEPS;
  }

  private void sleep(HubChild hub) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(800));
    hub.signal("STOP");
    TimeUnit.MILLISECONDS.sleep(random.nextInt(4_500, 6_000));
    hub.signal("CONT");
    slept.put(hub, System.nanoTime());
    sleeps++;
  }

  /** Kills it while it works, or early: while it starts or takes its work up again. */
  private void kill(HubChild hub, boolean early) throws InterruptedException {
    if (!early) {
      hub.awaitReady();
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(early ? 3_000 : 4_000));
    if (hub.kill()) {
      kills++;
    }
    if (random.nextInt(5) == 0) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
    }
    hub.start();
    revive();
  }

  /** A hub that found no database when it started has ended; somebody starts it again. */
  void revive() {
    for (HubChild hub : hubs) {
      if (!hub.alive()) {
        hub.start();
      }
    }
  }

  /** How far it has come, 0 to 1. */
  double progress() {
    return over ? 1 : (double) kills / quota;
  }

  boolean over() {
    return over;
  }

  int kills() {
    return kills;
  }

  int sleeps() {
    return sleeps;
  }

  int crashes() {
    return crashes;
  }
}
