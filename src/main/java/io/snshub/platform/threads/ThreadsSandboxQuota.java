package io.snshub.platform.threads;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A number of calls in the last 24 hours. */
final class ThreadsSandboxQuota {
  private static final Duration WINDOW = Duration.ofHours(24);
  private static final int GENEROUS = 1_000_000;

  private final Deque<Instant> uses = new ArrayDeque<>();
  private final int total;

  ThreadsSandboxQuota(int real, boolean enforced) {
    this.total = enforced ? real : GENEROUS;
  }

  int used(Instant now) {
    while (!uses.isEmpty() && uses.peekFirst().plus(WINDOW).isBefore(now)) {
      uses.removeFirst();
    }
    return uses.size();
  }

  /** Refuses when nothing is left. */
  void want(Instant now) {
    if (used(now) >= total) {
      throw ThreadsSandboxRefusals.quotaReached();
    }
  }

  void use(Instant now) {
    uses.addLast(now);
    if (uses.size() > GENEROUS) {
      uses.removeFirst();
    }
  }

  JsonObject config() {
    return new JsonObject().put("quota_total", total).put("quota_duration", WINDOW.toSeconds());
  }

  void clear() {
    uses.clear();
  }
}
