package io.snshub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one part found out on one database, as far as it came. */
final class Figures {
  private final String database;
  private final List<Figure> all = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private @Nullable String error;
  private double seconds;

  Figures(String database) {
    this.database = database;
  }

  void add(String name, double value, String unit) {
    all.add(new Figure(name, value, unit));
  }

  /** Keeps how it was measured: numbers of threads, of posts, what didn't go as planned. */
  void parameter(String name, Object value) {
    parameters.put(name, value);
  }

  void failed(Throwable cause) {
    error = cause.toString();
  }

  void took(double seconds) {
    this.seconds = seconds;
  }

  String database() {
    return database;
  }

  List<Figure> all() {
    return all;
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  @Nullable String error() {
    return error;
  }

  double seconds() {
    return seconds;
  }

  /** Returns the middle one; of two the mean. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
