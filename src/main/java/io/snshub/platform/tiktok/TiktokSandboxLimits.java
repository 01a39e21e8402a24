package io.snshub.platform.tiktok;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Calls of one user within a sliding window. No header tells of them: a client learns of a limit by
 * meeting it.
 */
final class TiktokSandboxLimits {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Site site;
  private final Map<String, Deque<Instant>> taken = new HashMap<>();

  TiktokSandboxLimits(Site site) {
    this.site = site;
  }

  /** Returns a handler that counts its calls in a minute and refuses those above the limit. */
  Function<Call, Reply> of(String name, int limit, Function<Call, Reply> handler) {
    return call ->
        take(name, limit, MINUTE, call.at())
            ? handler.apply(call)
            : TiktokSandboxDialect.tooMany(call);
  }

  /** Counts one, unless the window is full. Everything has room while limits are off. */
  boolean take(String name, int limit, Duration window, Instant now) {
    if (!room(name, limit, window, now)) {
      return false;
    }
    if (site.rateLimits()) {
      taken.get(name).addLast(now);
    }
    return true;
  }

  /** Tells whether one more would be taken. */
  boolean room(String name, int limit, Duration window, Instant now) {
    if (!site.rateLimits()) {
      return true;
    }
    Deque<Instant> times = taken.computeIfAbsent(name, key -> new ArrayDeque<>());
    while (!times.isEmpty() && !times.getFirst().isAfter(now.minus(window))) {
      times.removeFirst();
    }
    return times.size() < limit;
  }

  void clear() {
    taken.clear();
  }
}
