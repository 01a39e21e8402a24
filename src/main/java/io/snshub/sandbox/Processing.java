package io.snshub.sandbox;

import java.time.Instant;

/**
 * The work a platform does on media after it has arrived.
 *
 * @param startedAt when it began
 * @param endsAt when it is over
 * @param fails it ends badly
 */
public record Processing(Instant startedAt, Instant endsAt, boolean fails) {
  /** It is over, well or badly. */
  public boolean over(Instant now) {
    return !now.isBefore(endsAt);
  }

  /** It is over and went well. */
  public boolean done(Instant now) {
    return over(now) && !fails;
  }

  /** It is over and went badly. */
  public boolean failed(Instant now) {
    return over(now) && fails;
  }
}
