package io.snshub.media;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes what nobody needs any more, a bounded number at a time. May run on several nodes. */
class MediaSweep {
  private static final Logger log = LoggerFactory.getLogger(MediaSweep.class);
  private static final int BATCH = 200;

  private final MediaFiles cache;
  private final MediaStore store;
  private final MediaTable table;
  private final TransactionTemplate transaction;
  private final Duration keepUnused;
  private final Clock clock;

  MediaSweep(
      MediaFiles cache,
      MediaStore store,
      MediaTable table,
      TransactionTemplate transaction,
      Duration keepUnused,
      Clock clock) {
    this.transaction = transaction;
    this.cache = cache;
    this.store = store;
    this.table = table;
    this.keepUnused = keepUnused;
    this.clock = clock;
  }

  /** Sweeps once. */
  public void sweep() {
    cache.sweep();
    int unused = sweepUnused();
    int lost = store.sweep(table::known);
    if (unused + lost > 0) {
      log.atInfo().addKeyValue("unused", unused).addKeyValue("lost", lost).log("media swept");
    }
  }

  private int sweepUnused() {
    Instant before = clock.instant().minus(keepUnused);
    int swept = 0;
    int last = BATCH;
    while (last == BATCH) {
      List<MediaTable.Unused> unused = table.unused(before, BATCH);
      last = (int) unused.stream().filter(this::swept).count();
      swept += last;
    }
    return swept;
  }

  private boolean swept(MediaTable.Unused medium) {
    boolean gone = Boolean.TRUE.equals(transaction.execute(begun -> delete(medium.id())));
    if (gone) {
      store.delete(medium.key());
    }
    return gone;
  }

  /** Locks first: what a post has taken hold of meanwhile is seen by the next statement only. */
  private boolean delete(long id) {
    return !table.lock(List.of(id)).isEmpty() && table.delete(id);
  }
}
