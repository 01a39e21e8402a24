package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Windows of 15 minutes for each kind of call. When limits are switched off the header lines tell
 * of a budget that never ends.
 */
final class TwitterSandboxLimits {
  private static final long WINDOW_SECONDS = 900;
  private static final int GENEROUS = 1_000_000;

  private record Window(long reset, int used) {}

  private final Site site;
  private final Map<String, Window> windows = new HashMap<>();

  TwitterSandboxLimits(Site site) {
    this.site = site;
  }

  /** Returns a handler that counts its calls and refuses those above the limit. */
  Function<Call, Reply> of(String name, int real, Function<Call, Reply> handler) {
    return call -> {
      long now = call.at().getEpochSecond();
      Window window = windows.get(name);
      if (window == null || window.reset <= now) {
        window = new Window(now + WINDOW_SECONDS, 0);
      }
      int limit = site.rateLimits() ? real : GENEROUS;
      boolean over = site.rateLimits() && window.used >= limit;
      Window after = over ? window : new Window(window.reset, window.used + 1);
      windows.put(name, after);
      Reply reply = over ? tooMany() : answer(handler, call);
      return reply
          .header("x-rate-limit-limit", Integer.toString(limit))
          .header("x-rate-limit-remaining", Integer.toString(Math.max(0, limit - after.used)))
          .header("x-rate-limit-reset", Long.toString(after.reset));
    };
  }

  void clear() {
    windows.clear();
  }

  private static Reply tooMany() {
    return TwitterSandboxDialect.problem(
        429, "Too Many Requests", "Too Many Requests", "about:blank");
  }

  private static Reply answer(Function<Call, Reply> handler, Call call) {
    try {
      return handler.apply(call);
    } catch (RefusedCall refused) {
      return refused.reply();
    }
  }
}
