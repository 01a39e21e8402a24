package io.snshub.platform.pinterest;

import io.snshub.sandbox.Growth;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is counted of a pin. One set of counters stands behind all that Pinterest tells. */
final class PinterestSandboxMetrics {
  /** Counters by the API's names, with the most that any pin comes to. */
  private static final Map<String, Long> COUNTERS =
      Map.ofEntries(
          Map.entry("IMPRESSION", 12_000L),
          Map.entry("PIN_CLICK", 600L),
          Map.entry("OUTBOUND_CLICK", 150L),
          Map.entry("SAVE", 220L),
          Map.entry("TOTAL_COMMENTS", 25L),
          Map.entry("TOTAL_REACTIONS", 180L),
          Map.entry("USER_FOLLOW", 12L),
          Map.entry("PROFILE_VISIT", 80L),
          Map.entry("VIDEO_START", 5_000L),
          Map.entry("VIDEO_MRC_VIEW", 3_000L),
          Map.entry("VIDEO_10S_VIEW", 900L),
          Map.entry("QUARTILE_95_PERCENT_VIEW", 300L),
          Map.entry("VIDEO_V50_WATCH_TIME", 20_000_000L));

  private PinterestSandboxMetrics() {}

  /** A counter or a figure made of counters, from {@code from} until {@code to}. */
  static double between(PinterestSandboxPin pin, String metric, Instant from, Instant to) {
    return switch (metric) {
      case "SAVE_RATE" -> ratio(pin, "SAVE", "IMPRESSION", from, to);
      case "PIN_CLICK_RATE" -> ratio(pin, "PIN_CLICK", "IMPRESSION", from, to);
      case "OUTBOUND_CLICK_RATE" -> ratio(pin, "OUTBOUND_CLICK", "IMPRESSION", from, to);
      case "ENGAGEMENT_RATE" -> ratio(pin, "ENGAGEMENT", "IMPRESSION", from, to);
      case "VIDEO_AVG_WATCH_TIME" -> ratio(pin, "VIDEO_V50_WATCH_TIME", "VIDEO_START", from, to);
      case "ENGAGEMENT" ->
          between(pin, "SAVE", from, to)
              + between(pin, "PIN_CLICK", from, to)
              + between(pin, "OUTBOUND_CLICK", from, to);
      default -> (double) (until(pin, metric, to) - until(pin, metric, from));
    };
  }

  private static double ratio(
      PinterestSandboxPin pin, String part, String whole, Instant from, Instant to) {
    double all = between(pin, whole, from, to);
    return all == 0 ? 0 : Math.round(between(pin, part, from, to) / all * 100_000) / 100_000.0;
  }

  /** Returns how much it was at a point in time; nothing of a video for a picture. */
  static long until(PinterestSandboxPin pin, String metric, Instant when) {
    boolean video = metric.startsWith("VIDEO_") || metric.startsWith("QUARTILE_");
    if ((video && !pin.isVideo()) || when.isBefore(pin.at())) {
      return 0;
    }
    return Growth.at(
        pin.id() + metric,
        pin.at(),
        when,
        COUNTERS.getOrDefault(metric.toUpperCase(Locale.ROOT), 0L));
  }

  /** Returns what a pin shows of itself. */
  static JsonObject of(PinterestSandboxPin pin, Instant now) {
    JsonObject lifetime = counts(pin, Instant.EPOCH, now);
    Instant quarter = now.minusSeconds(90 * 86_400L);
    return new JsonObject()
        .put("90d", counts(pin, quarter, now))
        .put(
            "lifetime_metrics",
            lifetime
                .put("reaction", until(pin, "TOTAL_REACTIONS", now))
                .put("comment", until(pin, "TOTAL_COMMENTS", now)));
  }

  private static JsonObject counts(PinterestSandboxPin pin, Instant from, Instant now) {
    return new JsonObject()
        .put("pin_click", (long) between(pin, "PIN_CLICK", from, now))
        .put("impression", (long) between(pin, "IMPRESSION", from, now))
        .put("clickthrough", (long) between(pin, "OUTBOUND_CLICK", from, now));
  }

  /** Returns the sums of several pins over some days. */
  static JsonObject sums(
      List<PinterestSandboxPin> pins,
      List<String> metrics,
      LocalDate first,
      LocalDate last,
      Instant now) {
    Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant to = end.isAfter(now) ? now : end;
    JsonObject sums = new JsonObject();
    for (String metric : metrics) {
      double sum = pins.stream().mapToDouble(pin -> between(pin, metric, from, to)).sum();
      boolean rate = metric.endsWith("_RATE") || metric.endsWith("AVG_WATCH_TIME");
      if (rate) {
        sums.put(metric, pins.isEmpty() ? 0 : sum / pins.size());
      } else {
        sums.put(metric, (long) sum);
      }
    }
    return sums;
  }
}
