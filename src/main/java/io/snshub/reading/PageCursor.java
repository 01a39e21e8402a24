package io.snshub.reading;

import io.snshub.call.Problems;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * The last entry of a page, by which the next one is found. What it is made of is not for clients
 * to know; entries that come or go meanwhile neither repeat nor hide others.
 */
record PageCursor(Instant at, String id) {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  String text() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    return ENCODER.encodeToString((micros + "." + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what a client gives back.
   *
   * @throws io.snshub.call.ProblemException 400 when this hub did not make it
   */
  static PageCursor read(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int dot = plain.indexOf('.');
      long micros = Long.parseLong(plain.substring(0, dot));
      PageCursor cursor =
          new PageCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), plain.substring(dot + 1));
      if (cursor.text().equals(text) && storable(cursor.at())) {
        return cursor;
      }
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | DateTimeException
        | ArithmeticException e) {
      // falls through to the refusal
    }
    throw broken();
  }

  /** A database has no place for each time that can be written. */
  private static boolean storable(Instant at) {
    return !at.isBefore(Instant.EPOCH) && at.isBefore(Instant.parse("9999-12-31T00:00:00Z"));
  }

  /** Returns the id of a post. */
  long number() {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw broken();
    }
  }

  private static RuntimeException broken() {
    return Problems.validation("cursor", "is not the next_cursor of a page");
  }
}
