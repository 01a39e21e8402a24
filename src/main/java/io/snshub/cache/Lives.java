package io.snshub.cache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long entries stay in memory.
 *
 * @param resting a document at rest
 * @param moving a document in motion
 * @param absent that there is none
 */
record Lives(Duration resting, Duration moving, Duration absent) {
  /** A hot entry is loaded again when this much of its life is over, and no reader waits. */
  private static final double REFRESH_AT = 0.6;

  /** An entry whose life began when its load did: what was read then may have changed since. */
  Held hold(@Nullable Document document, long flushes, long loadedAt) {
    long life = life(document).toNanos();
    boolean ahead = document != null && document.resting();
    return new Held(
        document, flushes, loadedAt + (ahead ? (long) (life * REFRESH_AT) : life), loadedAt + life);
  }

  private Duration life(@Nullable Document document) {
    if (document == null) {
      return absent;
    }
    return document.resting() ? resting : moving;
  }
}
