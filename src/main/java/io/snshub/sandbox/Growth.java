package io.snshub.sandbox;

import java.time.Duration;
import java.time.Instant;

/**
 * Counters that grow as a post's do: fast at first, then slower, never falling, towards an end that
 * differs from post to post.
 */
public final class Growth {
  private static final double HALF_SECONDS = Duration.ofMinutes(20).toSeconds();

  private Growth() {}

  /**
   * Returns a counter's value; the same for the same arguments.
   *
   * @param seed what is counted of whom, such as the post's id and the metric's name
   * @param since when the post became visible
   * @param now when it is asked for
   * @param ceiling the largest that any post comes to; each comes to between a third of it and all
   */
  public static long at(String seed, Instant since, Instant now, long ceiling) {
    double seconds = Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    double share = fraction(seed + ":end") * 2 / 3 + 1.0 / 3;
    double half = HALF_SECONDS * (0.5 + fraction(seed + ":pace"));
    return (long) (ceiling * share * seconds / (seconds + half));
  }

  /** Spreads a text over 0 to 1. */
  private static double fraction(String text) {
    long mixed = text.hashCode() * 0x9E3779B97F4A7C15L;
    return (mixed >>> 11) / (double) (1L << 53);
  }
}
