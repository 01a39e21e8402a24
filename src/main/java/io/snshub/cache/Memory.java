package io.snshub.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The tier in this process, one for all shelves and bounded by what its entries weigh.
 *
 * <p>Each key has a stamp, which grows with every change of the key. A load takes the stamp before
 * it begins; what it brings is kept only if the stamp is still the same, so that a load that was
 * under way during a change leaves nothing behind. Keys share stamps, which costs a load now and
 * then and nothing else.
 */
final class Memory {
  private static final int STRIPES = 4096;

  private final Cache<Slot, Held> entries;
  private final AtomicLongArray stamps = new AtomicLongArray(STRIPES);
  private final AtomicLong flushes = new AtomicLong();

  Memory(long bytes, Ticker ticker) {
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Slot slot, Held held) -> held.weight())
            .expireAfter(Expiry.writing((Slot slot, Held held) -> left(held, ticker)))
            .ticker(ticker)
            // evicting is a matter of microseconds; no pool of the JVM's is needed for it
            .executor(Runnable::run)
            .build();
  }

  private static Duration left(Held held, Ticker ticker) {
    return Duration.ofNanos(Math.max(0, held.deadline - ticker.read()));
  }

  @Nullable Held get(Slot slot) {
    Held held = entries.getIfPresent(slot);
    return held == null || held.flushes != flushes.get() ? null : held;
  }

  /** What it was like when a load began; a later change makes it another. */
  long stamp(Slot slot) {
    // both only grow, and so their sum is the same only if both are
    return stamps.get(stripe(slot)) + flushes.get();
  }

  long flushes() {
    return flushes.get();
  }

  /**
   * Keeps what a load has brought, unless the key has changed meanwhile or better is here.
   *
   * @return the better of what was brought and what is here
   */
  Held put(Slot slot, long stamp, Held loaded) {
    Held kept =
        entries
            .asMap()
            .compute(
                slot, (key, held) -> stamp(slot) != stamp || isOlder(loaded, held) ? held : loaded);
    return isOlder(loaded, kept) ? kept : loaded;
  }

  private static boolean isOlder(Held loaded, @Nullable Held held) {
    return held != null && held.flushes == loaded.flushes && held.version() > loaded.version();
  }

  /** Forgets a key, and whatever a load of it under way will bring. */
  void drop(Slot slot) {
    stamps.incrementAndGet(stripe(slot));
    // waits for a put of the same key, which has either seen the new stamp or is undone here
    entries.asMap().remove(slot);
  }

  /** Forgets everything, and whatever loads under way will bring. */
  void flush() {
    flushes.incrementAndGet();
    entries.invalidateAll();
  }

  private static int stripe(Slot slot) {
    int hash = slot.hashCode();
    return (hash ^ hash >>> 16) * 0x9E3779B9 >>> 20;
  }
}
