package io.snshub.saga;

import java.time.Instant;

/**
 * A compensation's word for "not yet": nothing is wrong, come back later. Does not count as a
 * failure.
 */
public class StepPendingException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Instant until;

  /** Asks to be called again at the given time. */
  public StepPendingException(String what, Instant until) {
    super(what, null, false, false);
    this.until = until;
  }

  /** Returns when to call again. */
  public Instant until() {
    return until;
  }
}
