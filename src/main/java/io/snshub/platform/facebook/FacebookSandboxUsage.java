package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of the Page in hours and tells what is used up, in percent. The real limit of a
 * Page grows with its audience; this one has a single reader.
 */
final class FacebookSandboxUsage {
  static final String BUSINESS = "X-Business-Use-Case-Usage";

  private static final int REAL = 4_800;
  private static final int GENEROUS = 10_000_000;
  private static final Duration WINDOW = Duration.ofHours(24);

  private final TreeMap<Instant, Integer> calls = new TreeMap<>();
  private @Nullable Site site;

  void open(Site opened) {
    site = opened;
  }

  /** Counts a call; refuses it when all is used up. */
  void count(Call call) {
    Site at = site;
    if (at == null) {
      return;
    }
    synchronized (calls) {
      calls.headMap(call.at().minus(WINDOW), false).clear();
      if (at.rateLimits() && used() >= REAL) {
        throw new RefusedCall(at.dialect().rateLimited(call, Duration.ofHours(1).toSeconds()));
      }
      calls.merge(call.at().truncatedTo(ChronoUnit.HOURS), 1, Integer::sum);
    }
  }

  String app() {
    int percent = percent();
    return new JsonObject()
        .put("call_count", percent)
        .put("total_cputime", percent / 2)
        .put("total_time", percent / 2)
        .encode();
  }

  String business() {
    return business(percent(), 0);
  }

  static String business(int percent, long minutes) {
    JsonObject use =
        new JsonObject()
            .put("type", "pages")
            .put("call_count", percent)
            .put("total_cputime", percent / 2)
            .put("total_time", percent / 2)
            .put("estimated_time_to_regain_access", minutes);
    return new JsonObject().put(FacebookSandbox.PAGE, new JsonArray().add(use)).encode();
  }

  void clear() {
    synchronized (calls) {
      calls.clear();
    }
  }

  private int percent() {
    Site at = site;
    synchronized (calls) {
      int most = at != null && at.rateLimits() ? REAL : GENEROUS;
      return Math.min(100, (int) (used() * 100L / most));
    }
  }

  private int used() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }
}
