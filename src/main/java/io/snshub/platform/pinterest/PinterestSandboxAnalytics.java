package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counters by day: of one pin, of several, of the account. */
final class PinterestSandboxAnalytics {
  private static final List<String> COMMON =
      List.of("IMPRESSION", "OUTBOUND_CLICK", "PIN_CLICK", "SAVE", "SAVE_RATE");
  private static final List<String> LIFETIME = List.of("TOTAL_COMMENTS", "TOTAL_REACTIONS");
  private static final Set<String> OF_PIN =
      Set.of(
          "IMPRESSION",
          "OUTBOUND_CLICK",
          "PIN_CLICK",
          "SAVE",
          "SAVE_RATE",
          "TOTAL_COMMENTS",
          "TOTAL_REACTIONS",
          "USER_FOLLOW",
          "PROFILE_VISIT",
          "VIDEO_MRC_VIEW",
          "VIDEO_10S_VIEW",
          "QUARTILE_95_PERCENT_VIEW",
          "VIDEO_V50_WATCH_TIME",
          "VIDEO_START",
          "VIDEO_AVG_WATCH_TIME");
  private final Site site;
  private final PinterestSandboxPins pins;

  PinterestSandboxAnalytics(Site site, PinterestSandboxPins pins) {
    this.site = site;
    this.pins = pins;
  }

  void open(PinterestSandboxLimits limits) {
    site.route("GET", "/v5/pins/analytics", Operation.METRICS, limits.on(this::ofPins));
    site.route("GET", "/v5/pins/{id}/analytics", Operation.METRICS, limits.on(this::ofPin));
    String account = "/v5/user_account/analytics";
    site.route("GET", account, Operation.METRICS, limits.on(this::ofAccount));
  }

  private Reply ofPin(Call call) {
    PinterestSandboxPin pin = pins.ofPath(call);
    List<String> metrics = wanted(call, OF_PIN, pinProblem());
    return Reply.json(
        200, told(call, List.of(pin), metrics, PinterestSandboxDays.of(call, pinProblem()), true));
  }

  private Reply ofPins(Call call) {
    RefusedCall problem =
        PinterestSandboxDialect.refused(400, 1, "Invalid multi_pins analytics parameters.");
    List<String> ids = PinterestSandboxInput.list(call, "pin_ids");
    if (ids.isEmpty() || ids.size() > 100) {
      throw problem;
    }
    List<String> metrics = wanted(call, OF_PIN, problem);
    PinterestSandboxDays days = PinterestSandboxDays.of(call, problem);
    JsonObject answer = new JsonObject();
    for (String id : ids) {
      PinterestSandboxPin pin = pins.find(id);
      if (pin == null) {
        throw PinterestSandboxDialect.noPin();
      }
      answer.put(id, told(call, List.of(pin), metrics, days, true));
    }
    return Reply.json(200, answer);
  }

  private Reply ofAccount(Call call) {
    RefusedCall problem = accountProblem();
    List<String> asked = PinterestSandboxInput.list(call, "metric_types");
    List<String> metrics = asked.isEmpty() ? PinterestSandboxRanking.OF_ACCOUNT : asked;
    if (!PinterestSandboxRanking.OF_ACCOUNT.containsAll(metrics)) {
      throw problem;
    }
    List<PinterestSandboxPin> all = List.copyOf(pins.live().oldestFirst());
    return Reply.json(200, told(call, all, metrics, PinterestSandboxDays.of(call, problem), false));
  }

  private static JsonObject told(
      Call call,
      List<PinterestSandboxPin> all,
      List<String> metrics,
      PinterestSandboxDays days,
      boolean pin) {
    List<String> daily = metrics.stream().filter(metric -> !LIFETIME.contains(metric)).toList();
    JsonArray list = new JsonArray();
    LocalDate today = LocalDate.ofInstant(call.at(), ZoneOffset.UTC);
    for (LocalDate day = days.first(); !day.isAfter(days.last()); day = day.plusDays(1)) {
      String status = pin ? status(all.get(0), day, today) : status(null, day, today);
      JsonObject entry = new JsonObject().put("data_status", status).put("date", day.toString());
      boolean counted = status.equals("READY") || status.equals("ESTIMATE");
      list.add(
          entry.put(
              "metrics",
              counted
                  ? PinterestSandboxMetrics.sums(all, daily, day, day, call.at())
                  : new JsonObject()));
    }
    JsonObject told =
        new JsonObject()
            .put("daily_metrics", list)
            .put(
                "summary_metrics",
                PinterestSandboxMetrics.sums(all, daily, days.first(), days.last(), call.at()));
    if (pin) {
      told.put("lifetime_metrics", lifetime(call, all.get(0), metrics));
    }
    return new JsonObject().put("all", told);
  }

  private static JsonObject lifetime(Call call, PinterestSandboxPin pin, List<String> metrics) {
    JsonObject lifetime = new JsonObject();
    for (String metric : LIFETIME) {
      if (metrics.contains(metric)) {
        lifetime.put(metric, PinterestSandboxMetrics.until(pin, metric, call.at()));
      }
    }
    return lifetime;
  }

  private static String status(@Nullable PinterestSandboxPin pin, LocalDate day, LocalDate today) {
    if (pin != null && day.isBefore(LocalDate.ofInstant(pin.at(), ZoneOffset.UTC))) {
      return "BEFORE_PIN_CREATED";
    }
    return day.isAfter(today)
        ? "PROCESSING"
        : day.isAfter(today.minusDays(2)) ? "ESTIMATE" : "READY";
  }

  private static List<String> wanted(Call call, Set<String> known, RefusedCall problem) {
    List<String> metrics = PinterestSandboxInput.list(call, "metric_types");
    if (metrics.equals(List.of("ALL"))) {
      return COMMON;
    }
    if (metrics.isEmpty() || !known.containsAll(metrics)) {
      throw problem;
    }
    return metrics;
  }

  private static RefusedCall pinProblem() {
    return PinterestSandboxDialect.refused(400, 400, "Invalid pins analytics parameters.");
  }

  static RefusedCall accountProblem() {
    return PinterestSandboxDialect.refused(400, 400, "Invalid user accounts analytics parameters.");
  }
}
