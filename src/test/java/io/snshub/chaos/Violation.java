package io.snshub.chaos;

/**
 * A promise that was broken.
 *
 * @param invariant which one, as {@code I2}
 * @param about whose: a post, or a post on a platform
 * @param evidence what shows it
 */
record Violation(String invariant, String about, String evidence) {
  @Override
  public String toString() {
    return invariant + ": " + about + ": " + evidence;
  }
}
