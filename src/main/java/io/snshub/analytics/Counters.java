package io.snshub.analytics;

import io.snshub.platform.Metric;
import io.snshub.store.JsonColumn;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a platform counts of a post, as it is stored: from the beginning on, metric by metric. */
final class Counters {
  private Counters() {}

  /** Reads every number that was told, by its name. */
  static Map<String, Long> words(@Nullable String stored) {
    Map<String, Long> words = new TreeMap<>();
    if (stored != null) {
      JsonColumn.readMap(stored)
          .forEach((name, value) -> words.put(name, ((Number) value).longValue()));
    }
    return words;
  }

  /** Returns what was told last, brought up to date; what isn't told any more stays as it was. */
  static Map<String, Long> updated(@Nullable String stored, Map<Metric, Long> told) {
    Map<String, Long> words = words(stored);
    told.forEach((metric, value) -> words.put(metric.word(), value));
    return words;
  }

  /** Reads the numbers that are added up; where impressions are not told, views stand for them. */
  static Map<Metric, Long> read(@Nullable String stored) {
    return read(words(stored));
  }

  static Map<Metric, Long> read(Map<String, Long> words) {
    Map<Metric, Long> counters = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      Long value = words.get(metric.word());
      if (value != null) {
        counters.put(metric, value);
      }
    }
    Long views = counters.get(Metric.VIEWS);
    if (views != null) {
      counters.putIfAbsent(Metric.IMPRESSIONS, views);
    }
    return counters;
  }
}
