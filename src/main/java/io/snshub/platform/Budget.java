package io.snshub.platform;

import java.time.Duration;

/**
 * What a platform's answer told about the calls an account has left.
 *
 * @param window the platform's name for what is counted; one of a few
 * @param scope which calls it is about
 * @param remaining how many are left
 * @param resetsIn how long until there are new ones
 */
public record Budget(String window, Scope scope, int remaining, Duration resetsIn) {

  /** Which calls a budget is about. */
  public enum Scope {
    /** The one call that makes a post visible. */
    SUBMIT,
    /** What leads to a new post; calls that end, look for or take down what was begun go on. */
    BEGIN,
    /** Every call of the account. */
    ALL
  }

  /** The platform asked for a rest. */
  public static Budget none(Scope scope, Duration resetsIn) {
    return new Budget("asked", scope, 0, resetsIn);
  }
}
