package io.snshub.store;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Spreads pauses, so that what failed together doesn't come back together.
 *
 * @param random where the chance comes from; seeded in a simulation
 */
public record Jitter(RandomGenerator random) {

  /** Returns a pause between three and five quarters of the one given. */
  public Duration spread(Duration pause) {
    return Duration.ofMillis((long) (pause.toMillis() * random.nextDouble(0.75, 1.25)));
  }
}
