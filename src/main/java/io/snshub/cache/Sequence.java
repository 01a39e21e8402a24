package io.snshub.cache;

/** The numbers of messages as they arrive in one session; not for several threads. */
final class Sequence {
  /** What a number says. */
  enum Says {
    /** Nothing was missed. */
    COMPLETE,
    /** Messages were missed. */
    MISSED,
    /** Redis has forgotten something: it counts again what it had counted. */
    FORGOTTEN
  }

  private long last = -1;

  Says next(long number) {
    long before = last;
    last = number;
    if (before < 0 || number == before + 1) {
      return Says.COMPLETE;
    }
    return number > before ? Says.MISSED : Says.FORGOTTEN;
  }
}
