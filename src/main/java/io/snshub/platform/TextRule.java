package io.snshub.platform;

import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;

/**
 * How a text is measured.
 *
 * @param field whose it is: {@code content}, {@code title} or the name of an option
 * @param least the smallest allowed measure of a text that is there; 0 for none
 * @param limit the largest allowed measure
 * @param unit what is counted, for messages ({@code weighted characters})
 * @param measure counts a text
 */
public record TextRule(
    String field, int least, int limit, String unit, ToIntFunction<String> measure) {

  /** Counts Unicode code points. */
  public static TextRule characters(String field, int limit) {
    return new TextRule(field, 0, limit, "characters", TextRule::codePoints);
  }

  /** Counts UTF-16 code units: most emoji are two. */
  public static TextRule utf16(String field, int limit) {
    return new TextRule(field, 0, limit, "UTF-16 code units", String::length);
  }

  /** Counts bytes in UTF-8. */
  public static TextRule bytes(String field, int limit) {
    return new TextRule(field, 0, limit, "bytes", TextRule::utf8);
  }

  /** Returns the same rule with a smallest measure. */
  public TextRule atLeast(int newLeast) {
    return new TextRule(field, newLeast, limit, unit, measure);
  }

  /** Returns how much a text has of what is counted. */
  public int of(String text) {
    return measure.applyAsInt(text);
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
