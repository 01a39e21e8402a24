package io.snshub.publishing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a pass over a post came to.
 *
 * @param verdict how the saga goes on
 * @param resumeAt when to look again; only with {@link Verdict#WAIT} and {@link Verdict#ASK}
 */
record Settlement(Verdict verdict, @Nullable Instant resumeAt) {

  /** How the saga goes on. */
  enum Verdict {
    WAIT,
    ASK,
    END,
    COMMIT,
    ABORT
  }

  static Settlement wait(Instant until) {
    return new Settlement(Verdict.WAIT, until);
  }

  /** Only a person can say how it goes on. */
  static Settlement ask(Instant until) {
    return new Settlement(Verdict.ASK, until);
  }

  static Settlement of(Verdict verdict) {
    return new Settlement(verdict, null);
  }
}
