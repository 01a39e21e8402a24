package io.snshub.analytics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number over time.
 *
 * @param metric what was counted
 * @param platform only on this platform, or null for all
 * @param interval how long each point is: {@code hour}, {@code day} or {@code week} (from Monday)
 * @param zone the time zone in which days begin
 * @param from where the first point begins
 * @param to where the last point ends
 * @param total all points together
 * @param points in order, without gaps
 */
record AnalyticsSeries(
    String metric,
    @Nullable String platform,
    String interval,
    String zone,
    Instant from,
    Instant to,
    long total,
    List<Point> points) {

  /**
   * What was gained in one interval.
   *
   * @param at where it begins
   * @param value what was gained, 0 when nothing was, null when it has not begun yet
   */
  record Point(Instant at, @Nullable Long value) {}
}
