package io.snshub.web;

import java.time.Duration;
import java.util.List;

/**
 * How often something may be done: as often as each of its rates allows. Not used for a while, it
 * fills up again evenly, to the whole of a rate and no more.
 */
record Allowance(List<Rate> rates) {

  /** So many times in so long. */
  record Rate(int times, Duration period) {}

  /** Returns the allowance of the rates that limit anything; 0 times is no limit. */
  static Allowance of(Rate... rates) {
    return new Allowance(List.of(rates).stream().filter(rate -> rate.times() > 0).toList());
  }

  boolean unlimited() {
    return rates.isEmpty();
  }
}
