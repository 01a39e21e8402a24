package io.snshub.bench;

import java.util.Locale;

/**
 * One measured number.
 *
 * @param name what was measured
 * @param value the number
 * @param unit {@code /s}, {@code ms}, {@code MB}…; empty for a ratio or a count
 */
record Figure(String name, double value, String unit) {
  /** Returns the number as a table shows it: three digits that count, thousands apart. */
  String shown() {
    double size = Math.abs(value);
    int digits = value == Math.rint(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
    String number = String.format(Locale.ROOT, "%,." + digits + "f", value).replace(',', ' ');
    return unit.isEmpty() ? number : number + " " + unit;
  }
}
