package io.snshub.analytics;

import io.snshub.platform.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came in addition: posts, and what people did with them. A platform may take back what it has
 * counted, so every number can be below zero.
 *
 * @param posts posts that went up; one that goes to several platforms counts at the first
 * @param publications targets that went up
 * @param counts what platforms count, impressions as they are shown
 */
record Gains(long posts, long publications, Map<Metric, Long> counts) {
  static final Gains NONE = new Gains(0, 0, Map.of());

  Gains {
    counts = Map.copyOf(counts);
  }

  /** A target went up; it may be the one that its post is counted by. */
  static Gains published(boolean leads) {
    return new Gains(leads ? 1 : 0, 1, Map.of());
  }

  /** Returns what lies between two readings of the same counters. */
  static Gains between(Map<Metric, Long> before, Map<Metric, Long> after) {
    Map<Metric, Long> counts = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      long gained = after.getOrDefault(metric, 0L) - before.getOrDefault(metric, 0L);
      if (gained != 0) {
        counts.put(metric, gained);
      }
    }
    return new Gains(0, 0, counts);
  }

  /** Reads a row of sums. */
  static Gains of(ResultSet row) throws SQLException {
    Map<Metric, Long> counts = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      counts.put(metric, row.getLong(metric.word()));
    }
    return new Gains(row.getLong("posts"), row.getLong("publications"), counts);
  }

  Gains plus(Gains other) {
    Map<Metric, Long> sums = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      sums.put(metric, of(metric) + other.of(metric));
    }
    return new Gains(posts + other.posts, publications + other.publications, sums);
  }

  Gains negated() {
    Map<Metric, Long> sums = new EnumMap<>(Metric.class);
    counts.forEach((metric, value) -> sums.put(metric, -value));
    return new Gains(-posts, -publications, sums);
  }

  boolean nothing() {
    return posts == 0
        && publications == 0
        && counts.values().stream().allMatch(value -> value == 0);
  }

  long of(Metric metric) {
    return counts.getOrDefault(metric, 0L);
  }

  long impressions() {
    return of(Metric.IMPRESSIONS);
  }

  long reach() {
    return of(Metric.REACH);
  }

  /** Everything that somebody did with a post. */
  long engagements() {
    long sum = 0;
    for (Metric metric : Metric.values()) {
      sum += metric.engagement() ? of(metric) : 0;
    }
    return sum;
  }

  /** Returns the numbers as named parameters of a statement. */
  Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("posts", posts);
    parameters.put("publications", publications);
    for (Metric metric : Metric.values()) {
      parameters.put(metric.word(), of(metric));
    }
    return parameters;
  }
}
