package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A window of a minute for each kind of call and one of a second for all of them. The header lines
 * tell of the one that is nearest to its end. When limits are switched off no window ever fills.
 */
final class PinterestSandboxLimits {
  private static final String NET = "safety_net";
  private static final int NET_CALLS = 100;

  /** A kind of call with its calls a minute. */
  enum Category {
    ORG_READ(1_000),
    ORG_WRITE(100),
    ORG_ANALYTICS(60);

    private final int calls;

    Category(int calls) {
      this.calls = calls;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Tells the windows as the limit header does, the tightest first. */
    String told() {
      return Math.min(NET_CALLS, calls)
          + ", %d;w=1;name=\"%s_app_id_user_id\", %d;w=60;name=\"%s_app_id_user_id\""
              .formatted(NET_CALLS, NET, calls, word());
    }

    static Category of(Call call) {
      if (call.path().contains("/analytics")) {
        return ORG_ANALYTICS;
      }
      boolean reads = call.method().equals("GET") || call.path().endsWith("/oauth/token");
      return reads ? ORG_READ : ORG_WRITE;
    }
  }

  private record Window(long end, int used) {}

  private final Site site;
  private final Map<String, Window> windows = new HashMap<>();

  PinterestSandboxLimits(Site site) {
    this.site = site;
  }

  /** Returns a handler that counts its calls and refuses those above a limit. */
  Function<Call, Reply> on(Function<Call, Reply> handler) {
    return call -> {
      Category category = Category.of(call);
      Window net = counted(call, NET, 1);
      Window own = counted(call, category.word(), 60);
      int netLeft = left(NET_CALLS, net);
      int ownLeft = left(category.calls, own);
      boolean netFirst = netLeft < ownLeft;
      Reply reply =
          Math.min(netLeft, ownLeft) < 0
              ? PinterestSandboxDialect.overLimit()
              : answer(handler, call);
      long end = netFirst ? net.end : own.end;
      long reset = Math.max(1, end - call.at().getEpochSecond());
      return reply
          .header("x-ratelimit-limit", category.told())
          .header(
              "x-ratelimit-remaining", Integer.toString(Math.max(0, Math.min(netLeft, ownLeft))))
          .header("x-ratelimit-reset", Long.toString(reset));
    };
  }

  void clear() {
    windows.clear();
  }

  private Window counted(Call call, String name, int seconds) {
    long now = call.at().getEpochSecond();
    Window window = windows.get(name);
    if (window == null || window.end <= now || !site.rateLimits()) {
      window = new Window(now + seconds, 0);
    }
    Window after = new Window(window.end, window.used + 1);
    windows.put(name, after);
    return after;
  }

  /** Returns how many calls are left, less than none when this one is too many. */
  private static int left(int limit, Window window) {
    return limit - window.used;
  }

  private static Reply answer(Function<Call, Reply> handler, Call call) {
    try {
      return handler.apply(call);
    } catch (RefusedCall refused) {
      return refused.reply();
    }
  }
}
