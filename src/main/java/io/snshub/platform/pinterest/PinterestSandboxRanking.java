package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/** The account's pins that did best. */
final class PinterestSandboxRanking {
  static final List<String> OF_ACCOUNT =
      List.of(
          "ENGAGEMENT",
          "ENGAGEMENT_RATE",
          "IMPRESSION",
          "OUTBOUND_CLICK",
          "OUTBOUND_CLICK_RATE",
          "PIN_CLICK",
          "PIN_CLICK_RATE",
          "SAVE",
          "SAVE_RATE");
  private static final List<String> OF_VIDEOS =
      List.of(
          "IMPRESSION",
          "SAVE",
          "VIDEO_MRC_VIEW",
          "VIDEO_AVG_WATCH_TIME",
          "VIDEO_V50_WATCH_TIME",
          "QUARTILE_95_PERCENT_VIEW",
          "VIDEO_10S_VIEW",
          "VIDEO_START",
          "OUTBOUND_CLICK");

  private final Site site;
  private final PinterestSandboxPins pins;

  PinterestSandboxRanking(Site site, PinterestSandboxPins pins) {
    this.site = site;
    this.pins = pins;
  }

  void open(PinterestSandboxLimits limits) {
    String account = "/v5/user_account/analytics";
    site.route(
        "GET",
        account + "/top_pins",
        Operation.METRICS,
        limits.on(call -> top(call, OF_ACCOUNT, false)));
    site.route(
        "GET",
        account + "/top_video_pins",
        Operation.METRICS,
        limits.on(call -> top(call, OF_VIDEOS, true)));
  }

  private Reply top(Call call, List<String> known, boolean videos) {
    RefusedCall problem = PinterestSandboxAnalytics.accountProblem();
    PinterestSandboxDays days = PinterestSandboxDays.of(call, problem);
    String sortBy = call.query("sort_by");
    List<String> asked = PinterestSandboxInput.list(call, "metric_types");
    List<String> metrics = asked.isEmpty() ? known : asked;
    if (sortBy == null || !known.contains(sortBy) || !known.containsAll(metrics)) {
      throw problem;
    }
    String most = call.query("num_of_pins");
    int limit = most != null && most.matches("[1-9]|[1-4]\\d|50") ? Integer.parseInt(most) : 10;
    JsonArray found = new JsonArray();
    pins.live().oldestFirst().stream()
        .filter(pin -> !videos || pin.isVideo())
        .sorted(
            Comparator.comparingLong(
                (PinterestSandboxPin pin) ->
                    -PinterestSandboxMetrics.until(pin, sortBy, call.at())))
        .limit(limit)
        .forEach(pin -> found.add(ranked(call, pin, metrics, days)));
    JsonObject availability =
        new JsonObject()
            .put("latest_available_timestamp", call.at().toEpochMilli())
            .put("is_realtime", false);
    return Reply.json(
        200,
        new JsonObject()
            .put("date_availability", availability)
            .put("pins", found)
            .put("sort_by", sortBy));
  }

  private static JsonObject ranked(
      Call call, PinterestSandboxPin pin, List<String> metrics, PinterestSandboxDays days) {
    JsonObject status = new JsonObject();
    metrics.forEach(metric -> status.put(metric, "READY"));
    return new JsonObject()
        .put("pin_id", Long.toString(pin.id()))
        .put("data_status", status)
        .put(
            "metrics",
            PinterestSandboxMetrics.sums(
                List.of(pin), metrics, days.first(), days.last(), call.at()));
  }
}
