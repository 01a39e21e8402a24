package io.snshub.analytics;

import io.snshub.analytics.AnalyticsPeriod.Interval;
import io.snshub.analytics.AnalyticsSeries.Point;
import io.snshub.analytics.AnalyticsSummary.PlatformSummary;
import io.snshub.analytics.AnalyticsSummary.TopPost;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Answers questions over posts and platforms; reads sums only, however much was measured. */
@Component
class AnalyticsBooks {
  static final String[] METRICS = {
    "impressions",
    "engagements",
    "reach",
    "views",
    "likes",
    "comments",
    "shares",
    "saves",
    "clicks",
    "watch_seconds",
    "posts",
    "publications"
  };

  /** Top posts are looked for among so many of the newest. */
  private static final int NEWEST = 10_000;

  private final Sql sql;
  private final PlatformCatalog catalog;
  private final Clock clock;

  AnalyticsBooks(Sql sql, PlatformCatalog catalog, Clock clock) {
    this.sql = sql;
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * Sums up a time.
   *
   * @throws io.snshub.call.ProblemException 400 when the time or the platform is not one
   */
  public AnalyticsSummary summary(RequestContext request) {
    String platform = platform(request);
    AnalyticsPeriod period =
        AnalyticsPeriod.summed(
            request.instant("from").orElse(null),
            request.instant("to").orElse(null),
            clock.instant());
    Map<String, Gains> gains = gains(request, platform, period);
    Gains total = gains.values().stream().reduce(Gains.NONE, Gains::plus);
    Map<String, PlatformSummary> platforms = new LinkedHashMap<>();
    Set<Metric> told = EnumSet.noneOf(Metric.class);
    gains.forEach(
        (name, of) -> {
          Set<Metric> known = told(name);
          told.addAll(known);
          platforms.put(name, summary(of, known));
        });
    return new AnalyticsSummary(
        period.from(),
        period.to(),
        platform == null ? total.posts() : total.publications(),
        total.publications(),
        total.impressions(),
        total.engagements(),
        total.reach(),
        rate(total.engagements(), total.impressions()),
        further(total, told),
        platforms,
        top(request, platform, period));
  }

  /**
   * Shows one number over time.
   *
   * @throws io.snshub.call.ProblemException 400 when a parameter makes no sense
   */
  public AnalyticsSeries series(RequestContext request) {
    String metric = request.text("metric").orElse("impressions");
    String platform = platform(request);
    Interval interval = request.oneOf("interval", Interval.class).orElse(Interval.DAY);
    ZoneId zone = AnalyticsPeriod.zone(request.text("zone").orElse(null));
    Instant now = clock.instant();
    List<Instant> starts =
        AnalyticsPeriod.starts(
            request.instant("from").orElse(null),
            request.instant("to").orElse(null),
            interval,
            zone,
            now);
    Instant from = starts.get(0);
    Instant to = starts.get(starts.size() - 1);
    TreeMap<Instant, Long> sums = new TreeMap<>();
    asked("analytics/list-tallies", request, platform, from, to)
        .param("span", interval.span(zone).word())
        .query(
            row -> {
              Instant at = Objects.requireNonNull(Sql.instant(row, "starts_at"));
              sums.merge(interval.startOf(at, zone), value(Gains.of(row), metric), Long::sum);
            });
    List<Point> points = new ArrayList<>();
    for (Instant at : starts.subList(0, starts.size() - 1)) {
      points.add(new Point(at, at.isAfter(now) ? null : sums.getOrDefault(at, 0L)));
    }
    long total = sums.values().stream().mapToLong(Long::longValue).sum();
    return new AnalyticsSeries(
        metric, platform, interval.word(), zone.getId(), from, to, total, points);
  }

  private Map<String, Gains> gains(
      RequestContext request, @Nullable String platform, AnalyticsPeriod period) {
    Map<String, Gains> gains = new LinkedHashMap<>();
    asked("analytics/sum-tallies", request, platform, period.from(), period.to())
        .param("firstDay", Sql.at(period.firstDay()))
        .param("lastDay", Sql.at(period.lastDay()))
        .query(
            row -> {
              gains.put(row.getString("platform"), Gains.of(row));
            });
    return gains;
  }

  private StatementSpec asked(
      String statement,
      RequestContext request,
      @Nullable String platform,
      Instant from,
      Instant to) {
    return sql.run(statement)
        .param("userId", request.userId())
        .param("keyId", request.caller().narrowedBy())
        .param("platform", platform)
        .param("from", Sql.at(from))
        .param("to", Sql.at(to));
  }

  private List<TopPost> top(
      RequestContext request, @Nullable String platform, AnalyticsPeriod period) {
    String where = platform == null ? Tallies.ALL : platform;
    return asked("analytics/top-posts", request, where, period.from(), period.to())
        .param("batch", NEWEST)
        .param("limit", request.number("limit").orElse(10))
        .query(
            (row, number) -> {
              long impressions = row.getLong("impressions");
              long engagements = row.getLong("engagements");
              return new TopPost(
                  row.getLong("post_id"),
                  row.getString("status"),
                  Objects.requireNonNull(Sql.instant(row, "published_at")),
                  impressions,
                  engagements,
                  row.getLong("reach"),
                  rate(engagements, impressions));
            })
        .list();
  }

  private static PlatformSummary summary(Gains gains, Set<Metric> told) {
    return new PlatformSummary(
        gains.publications(),
        gains.impressions(),
        gains.engagements(),
        gains.reach(),
        rate(gains.engagements(), gains.impressions()),
        further(gains, told));
  }

  /** What is not among the three that every platform has. */
  private static Map<String, Long> further(Gains gains, Set<Metric> told) {
    Map<String, Long> further = new TreeMap<>();
    for (Metric metric : told) {
      if (metric != Metric.IMPRESSIONS && metric != Metric.REACH) {
        further.put(metric.word(), gains.of(metric));
      }
    }
    return further;
  }

  private Set<Metric> told(String platform) {
    return catalog.find(platform).map(one -> one.abilities().metrics()).orElse(Set.of());
  }

  private static @Nullable Double rate(long engagements, long impressions) {
    return impressions <= 0
        ? null
        : Double.valueOf(Math.round(10_000.0 * engagements / impressions) / 10_000.0);
  }

  private static long value(Gains gains, String metric) {
    return switch (metric) {
      case "engagements" -> gains.engagements();
      case "posts" -> gains.posts();
      case "publications" -> gains.publications();
      default -> gains.of(Metric.valueOf(metric.toUpperCase(Locale.ROOT)));
    };
  }

  private @Nullable String platform(RequestContext request) {
    String name = request.text("platform").orElse(null);
    if (name == null) {
      return null;
    }
    return catalog
        .find(name)
        .map(PlatformProfile::name)
        .orElseThrow(
            () -> Problems.validation("platform", name + " is none of " + catalog.names()));
  }
}
