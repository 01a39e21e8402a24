package io.snshub.platform;

import java.util.Set;
import java.util.TreeSet;

/**
 * What one picture or video may be. A fact of a file that isn't known breaks no rule.
 *
 * @param types content types that are taken
 * @param maxBytes the largest file
 * @param width in pixels
 * @param height in pixels
 * @param ratio width by height
 * @param seconds how long a video plays
 */
public record FileRule(
    Set<String> types, long maxBytes, Range width, Range height, Range ratio, Range seconds) {

  /** Any of these types, up to so many bytes. */
  public static FileRule of(long maxBytes, String... types) {
    return new FileRule(
        new TreeSet<>(Set.of(types)), maxBytes, Range.ANY, Range.ANY, Range.ANY, Range.ANY);
  }

  /** Returns the same rule with a width in pixels. */
  public FileRule width(double least, double most) {
    return new FileRule(types, maxBytes, new Range(least, most), height, ratio, seconds);
  }

  /** Returns the same rule with a height in pixels. */
  public FileRule height(double least, double most) {
    return new FileRule(types, maxBytes, width, new Range(least, most), ratio, seconds);
  }

  /** Returns the same rule with a ratio of width to height. */
  public FileRule ratio(double least, double most) {
    return new FileRule(types, maxBytes, width, height, new Range(least, most), seconds);
  }

  /** Returns the same rule with a playing time in seconds. */
  public FileRule seconds(double least, double most) {
    return new FileRule(types, maxBytes, width, height, ratio, new Range(least, most));
  }

  /**
   * From least to most, both allowed.
   *
   * @param least 0 for no lower end
   * @param most {@link Double#POSITIVE_INFINITY} for no upper end
   */
  public record Range(double least, double most) {
    /** No limit. */
    public static final Range ANY = new Range(0, Double.POSITIVE_INFINITY);

    /** A value within it. */
    public boolean holds(double value) {
      return value >= least && value <= most;
    }

    /** There is a limit at one end at least. */
    public boolean limited() {
      return least > 0 || most < Double.POSITIVE_INFINITY;
    }
  }
}
