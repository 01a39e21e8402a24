package io.snshub.ingesting;

import io.snshub.call.PostVerdict;

/** One row of a file, counted from 1. */
sealed interface Row {
  /** The longest row in bytes. */
  int LONGEST = 1 << 20;

  /** Returns its number. */
  long number();

  /** A row to hand in: a post request as JSON in UTF-8. */
  record Readable(long number, byte[] request) implements Row {}

  /** A row that can't be made a request. */
  record Unreadable(long number, PostVerdict.Rejected verdict) implements Row {
    static Unreadable of(long number, String field, String message) {
      return new Unreadable(number, PostVerdict.Rejected.of(field, message));
    }
  }
}
