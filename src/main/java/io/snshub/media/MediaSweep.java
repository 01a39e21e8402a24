package io.snshub.media;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;

/** Deletes what nobody needs any more, a bounded number at a time. May run on several nodes. */
class MediaSweep {
  private static final Logger log = LoggerFactory.getLogger(MediaSweep.class);
  private static final int BATCH = 200;

  private final MediaFiles cache;
  private final MediaStore store;
  private final MediaTable table;
  private final Duration keepUnused;
  private final Clock clock;

  MediaSweep(
      MediaFiles cache, MediaStore store, MediaTable table, Duration keepUnused, Clock clock) {
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
    try {
      if (!table.delete(medium.id())) {
        return false;
      }
    } catch (DataIntegrityViolationException e) {
      // a post took hold of it at this moment
      return false;
    }
    store.delete(Objects.requireNonNull(medium.key()));
    return true;
  }
}
