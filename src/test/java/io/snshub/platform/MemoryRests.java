package io.snshub.platform;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Rests that outlive a guard, as a database would keep them. */
final class MemoryRests implements AccountRests {
  private final Map<Long, Rest> rests = new ConcurrentHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private volatile boolean away;

  /** The database is away, or back again. */
  void away(boolean now) {
    away = now;
  }

  private void require() {
    if (away) {
      throw new IllegalStateException("no database");
    }
  }

  @Override
  public @Nullable Rest rest(long accountId) {
    require();
    reads.incrementAndGet();
    return rests.get(accountId);
  }

  @Override
  public void keep(long accountId, Rest rest) {
    require();
    writes.incrementAndGet();
    rests.merge(accountId, rest, (old, young) -> young.until().isAfter(old.until()) ? young : old);
  }

  int reads() {
    return reads.get();
  }

  int writes() {
    return writes.get();
  }
}
