package io.snshub.cache;

import org.jspecify.annotations.Nullable;

/** An entry in memory: a document, or that there is none, and until when it may be given out. */
final class Held {
  private static final int OVERHEAD = 160;

  final @Nullable Document document;
  final long flushes;
  final long deadline;
  private volatile long refreshAt;

  /**
   * Keeps a document.
   *
   * @param flushes how often memory had been emptied when its load began
   * @param refreshAt from when on a reader has it loaded again beside his own work
   * @param deadline when it is no longer given out
   */
  Held(@Nullable Document document, long flushes, long refreshAt, long deadline) {
    this.document = document;
    this.flushes = flushes;
    this.refreshAt = refreshAt;
    this.deadline = deadline;
  }

  long version() {
    return document == null ? Long.MIN_VALUE : document.version();
  }

  int weight() {
    return OVERHEAD + (document == null ? 0 : document.bytes().length);
  }

  /** True for one reader, or a few, once the time has come; these are to load it again. */
  boolean takeRefresh(long now) {
    if (now - refreshAt < 0) {
      return false;
    }
    // to the deadline, not for ever: a difference of nanos must not overflow
    refreshAt = deadline;
    return now - deadline < 0;
  }
}
