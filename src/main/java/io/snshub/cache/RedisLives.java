package io.snshub.cache;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long things stay in Redis.
 *
 * @param document the longest that a document does
 * @param lease how long a load may take whose result is kept
 * @param confirm how long Redis may take to confirm a change before it counts as not told; a part
 *     of what the promise of less than a second is made of
 * @param random spreads the ends
 */
record RedisLives(Duration document, Duration lease, Duration confirm, RandomGenerator random) {
  /** Up to a fifth less, so that what was filled together doesn't end together. */
  Duration jittered() {
    return Duration.ofMillis((long) (document.toMillis() * random.nextDouble(0.8, 1.0)));
  }
}
