package io.snshub.reading;

/**
 * How many entries a list has, counted up to a limit, so that a long list costs no more than a
 * middling one.
 */
record Total(long number, boolean exact) {
  /** Entries beyond this one are not counted. */
  static final int COUNTED = 10_000;

  /** Reads a count that went no further than one beyond the limit. */
  static Total of(long counted) {
    return new Total(Math.min(counted, COUNTED), counted <= COUNTED);
  }

  String relation() {
    return exact ? "exact" : "at_least";
  }
}
