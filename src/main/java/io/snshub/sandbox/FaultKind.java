package io.snshub.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a call can go wrong. */
enum FaultKind {
  /** The answer takes longer. */
  LATENCY,
  /** No effect; this status. */
  STATUS,
  /** No effect; the platform's own words for too many calls. */
  RATE_LIMIT,
  /** The connection closes without effect. */
  DROP_BEFORE,
  /** The effect takes place, then the connection closes without an answer. */
  DROP_AFTER,
  /** The effect takes place, then the connection closes within the answer. */
  CUT_AFTER,
  /** The effect takes place, then the caller gets another answer instead. */
  GARBLE_AFTER,
  /** No effect; the caller gets another answer instead. */
  GARBLE_BEFORE,
  /** The effect takes place at once, the answer comes later. */
  LATE_ANSWER,
  /** The effect takes place, then the caller waits until the faults are cleared. */
  HOLD,
  /** The access token is expired from now on. */
  EXPIRE_TOKEN,
  /** Media that arrive now take longer to process. */
  SLOW_PROCESSING,
  /** Media that arrive now can't be processed. */
  FAIL_PROCESSING;

  /** Kinds that follow a piece of media and not a call. */
  boolean ofProcessing() {
    return this == SLOW_PROCESSING || this == FAIL_PROCESSING;
  }

  /** Kinds that decide how the call ends. A call meets at most one of them. */
  boolean ending() {
    return this != LATENCY && !ofProcessing();
  }

  /** Kinds that can't do without a time. */
  boolean timed() {
    return this == LATENCY || this == SLOW_PROCESSING || this == LATE_ANSWER;
  }

  /** Kinds that make an answer up. */
  boolean garbling() {
    return this == GARBLE_AFTER || this == GARBLE_BEFORE;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String words() {
    return Arrays.stream(values()).map(FaultKind::word).collect(Collectors.joining(", "));
  }
}
