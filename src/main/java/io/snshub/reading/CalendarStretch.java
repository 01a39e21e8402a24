package io.snshub.reading;

import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The time that a calendar is asked for, {@code to} not included, and whose days it has. */
record CalendarStretch(Instant from, Instant to, ZoneId zone) {
  /** The longest one, in days. */
  static final int LONGEST = 92;

  private static final int DEFAULT = 31;
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 1, 1);

  /**
   * Reads the parameters: each end is a date, which counts as a whole day, or a time.
   *
   * @throws io.snshub.call.ProblemException 400 when one of them can't be used
   */
  static CalendarStretch of(RequestContext request, Instant now) {
    ZoneId zone = request.text("zone").map(CalendarStretch::zone).orElse(ZoneOffset.UTC);
    Instant from =
        request
            .text("from")
            .map(text -> time("from", text, zone, 0))
            .orElseGet(() -> now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
    Instant to =
        request
            .text("to")
            .map(text -> time("to", text, zone, 1))
            .orElseGet(() -> from.atZone(zone).plusDays(DEFAULT).toInstant());
    if (!to.isAfter(from)) {
      throw Problems.validation("to", "must be later than from");
    }
    // a day may have 25 hours
    if (Duration.between(from, to).compareTo(Duration.ofDays(LONGEST).plusHours(2)) > 0) {
      throw Problems.validation("to", "at most " + LONGEST + " days after from");
    }
    return new CalendarStretch(from, to, zone);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw Problems.validation("zone", "must be a time zone such as Europe/Berlin or UTC");
    }
  }

  private static Instant time(String name, String text, ZoneId zone, int days) {
    try {
      Instant time =
          text.length() <= 10
              ? LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      LocalDate date = time.atZone(ZoneOffset.UTC).toLocalDate();
      if (!date.isBefore(FIRST) && date.isBefore(LAST)) {
        return time;
      }
    } catch (DateTimeException e) {
      // refused below
    }
    throw Problems.validation(
        name, "must be a date such as 2026-01-31 or a time such as 2026-01-31T12:00:00Z");
  }

  /** Returns its days one by one; the first and the last may be cut. */
  List<CalendarStretch> days() {
    List<CalendarStretch> days = new ArrayList<>();
    Instant start = from;
    while (start.isBefore(to)) {
      Instant next = start.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
      Instant end = next.isBefore(to) ? next : to;
      days.add(new CalendarStretch(start, end, zone));
      start = end;
    }
    return days;
  }
}
