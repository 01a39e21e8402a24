package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Windows of 15 minutes for each kind of call, of a day for some. When limits are switched off the
 * header lines tell of a budget that never ends.
 */
final class TwitterSandboxLimits {
  private static final long WINDOW_SECONDS = 900;
  private static final long DAY_SECONDS = 86_400;
  private static final int GENEROUS = 1_000_000;

  private record Window(long reset, int used) {}

  private final Site site;
  private final Map<String, Window> windows = new HashMap<>();

  TwitterSandboxLimits(Site site) {
    this.site = site;
  }

  /** Returns a handler that counts its calls and refuses those above the limit. */
  Function<Call, Reply> of(String name, int real, Function<Call, Reply> handler) {
    return call -> counted(call, new Budget(name, "x-rate-limit", real, WINDOW_SECONDS), handler);
  }

  /** Returns the same with a second budget, which is the app's for a day. */
  Function<Call, Reply> daily(String name, int real, int realDay, Function<Call, Reply> handler) {
    Budget day = new Budget(name + " a day", "x-app-limit-24hour", realDay, DAY_SECONDS);
    return of(name, real, call -> counted(call, day, handler));
  }

  private record Budget(String name, String header, int real, long seconds) {}

  private Reply counted(Call call, Budget budget, Function<Call, Reply> handler) {
    long now = call.at().getEpochSecond();
    Window window = windows.get(budget.name);
    if (window == null || window.reset <= now) {
      window = new Window(now + budget.seconds, 0);
    }
    int limit = site.rateLimits() ? budget.real : GENEROUS;
    boolean over = site.rateLimits() && window.used >= limit;
    Window after = over ? window : new Window(window.reset, window.used + 1);
    windows.put(budget.name, after);
    Reply reply = over ? tooMany() : answer(handler, call);
    return reply
        .header(budget.header + "-limit", Integer.toString(limit))
        .header(budget.header + "-remaining", Integer.toString(Math.max(0, limit - after.used)))
        .header(budget.header + "-reset", Long.toString(after.reset));
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
