package io.snshub.analytics;

import io.snshub.analytics.Tallies.Span;
import io.snshub.call.Problems;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time that is asked about.
 *
 * @param from where it begins
 * @param to where it ends, itself left out
 */
record AnalyticsPeriod(Instant from, Instant to) {
  static final int MOST_DAYS = 366;

  /** How long a point of a series is. */
  enum Interval {
    HOUR(744, Duration.ofDays(2)),
    DAY(366, Duration.ofDays(30)),
    WEEK(106, Duration.ofDays(182));

    private final int most;
    private final Duration usual;

    Interval(int most, Duration usual) {
      this.most = most;
      this.usual = usual;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns when the interval begins that a time lies in. */
    Instant startOf(Instant at, ZoneId zone) {
      LocalDate day = at.atZone(zone).toLocalDate();
      return switch (this) {
        case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
        case DAY -> day.atStartOfDay(zone).toInstant();
        case WEEK ->
            day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(zone)
                .toInstant();
      };
    }

    private Instant after(Instant start, ZoneId zone) {
      return switch (this) {
        case HOUR -> start.plus(1, ChronoUnit.HOURS);
        case DAY -> start.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        case WEEK -> start.atZone(zone).toLocalDate().plusWeeks(1).atStartOfDay(zone).toInstant();
      };
    }

    /** Days and weeks of UTC are made of whole days of UTC, all others of hours. */
    Span span(ZoneId zone) {
      boolean utc = zone.normalized().equals(ZoneOffset.UTC);
      return this != HOUR && utc ? Span.DAY : Span.HOUR;
    }
  }

  /**
   * Reads what to sum up: whole hours, the last 30 days unless asked otherwise.
   *
   * @throws io.snshub.call.ProblemException 400 when it is upside down or too long
   */
  static AnalyticsPeriod summed(@Nullable Instant from, @Nullable Instant to, Instant now) {
    Instant end = ceiling(to == null ? now : to);
    Instant begin = floor(from == null ? end.minus(30, ChronoUnit.DAYS) : from);
    requireOrder(begin, end);
    long days = Duration.between(begin, end).plusSeconds(86_399).toDays();
    if (days > MOST_DAYS) {
      throw Problems.validation(
          "from", "is %d days before to (%s), at most %d".formatted(days, end, MOST_DAYS));
    }
    return new AnalyticsPeriod(begin, end);
  }

  /**
   * Reads the beginnings of a series' intervals, and after them its end.
   *
   * @throws io.snshub.call.ProblemException 400 when it is upside down or too long
   */
  static List<Instant> starts(
      @Nullable Instant from, @Nullable Instant to, Interval interval, ZoneId zone, Instant now) {
    Instant end = to == null ? now : to;
    Instant begin = from == null ? end.minus(interval.usual) : from;
    requireOrder(begin, end);
    List<Instant> starts = new ArrayList<>();
    Instant start = interval.startOf(begin, zone);
    while (start.isBefore(end)) {
      starts.add(start);
      if (starts.size() > interval.most) {
        throw Problems.validation(
            "from",
            "makes more than %d points by %s until to (%s), at most %d"
                .formatted(interval.most, interval.word(), end, interval.most));
      }
      start = interval.after(start, zone);
    }
    starts.add(start);
    return starts;
  }

  /**
   * Reads the name of a time zone.
   *
   * @throws io.snshub.call.ProblemException 400 when there is none of that name
   */
  static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Problems.validation(
          "zone", "is no time zone such as UTC, Europe/Berlin or +02:00: " + name);
    }
  }

  private static void requireOrder(Instant begin, Instant end) {
    if (!begin.isBefore(end)) {
      throw Problems.validation("from", "is %s, which is not before to (%s)".formatted(begin, end));
    }
  }

  /** The first day that lies in it as a whole, as far as one does. */
  Instant firstDay() {
    Instant day = from.truncatedTo(ChronoUnit.DAYS);
    Instant whole = day.equals(from) ? day : day.plus(1, ChronoUnit.DAYS);
    return whole.isBefore(to) ? whole : to;
  }

  /** Where the last day ends that lies in it as a whole. */
  Instant lastDay() {
    Instant day = to.truncatedTo(ChronoUnit.DAYS);
    return day.isBefore(firstDay()) ? firstDay() : day;
  }

  private static Instant floor(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }

  private static Instant ceiling(Instant at) {
    Instant hour = floor(at);
    return hour.equals(at) ? hour : hour.plus(1, ChronoUnit.HOURS);
  }
}
