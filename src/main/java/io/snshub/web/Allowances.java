package io.snshub.web;

import java.time.Duration;

/**
 * Who has used how much of what they may. Safe for concurrent use. In memory every node counts by
 * itself; several nodes that are to count together need one that they share.
 */
interface Allowances {

  /** Takes one, if there is one left. */
  Taken take(String who, Allowance allowance);

  /**
   * Takes more, whether they are left or not; what is not is owed, and nothing is granted until it
   * has come in again.
   */
  void owe(String who, Allowance allowance, int number);

  /**
   * What came of it.
   *
   * @param granted one was left
   * @param limit of the rate that is nearest to its end
   * @param remaining what is left of it
   * @param reset when it will be whole again
   * @param retryAfter when there will be one again; zero when granted
   */
  record Taken(boolean granted, long limit, long remaining, Duration reset, Duration retryAfter) {}
}
