package io.snshub.store;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The room left where the hub keeps its data. The file system is asked at most once a second.
 * Thread-safe.
 */
public final class FreeSpace {
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

  private final long least;
  private final LongSupplier usable;
  private final LongSupplier nanos;
  private volatile Look last;

  private record Look(long at, long usable) {}

  FreeSpace(Path folder, long least) {
    this(least, folder.toFile()::getUsableSpace, System::nanoTime);
  }

  /**
   * Watches a disk.
   *
   * @param least bytes that must be usable
   * @param usable bytes that are usable
   * @param nanos the time, in nanoseconds, by a clock that doesn't jump
   */
  FreeSpace(long least, LongSupplier usable, LongSupplier nanos) {
    this.least = least;
    this.usable = usable;
    this.nanos = nanos;
    this.last = look(nanos.getAsLong());
  }

  /**
   * Lets whoever wants to store something new go on.
   *
   * @throws NoSpaceLeftException when the rest is needed to finish what was taken before
   */
  public void require() {
    require(0);
  }

  /**
   * Lets whoever wants to store so many bytes go on.
   *
   * @throws NoSpaceLeftException when they would take what is needed to finish what was taken
   *     before
   */
  public void require(long bytes) {
    long now = nanos.getAsLong();
    Look look = last;
    if (now - look.at() >= FRESH) {
      look = look(now);
      last = look;
    }
    if (look.usable() - bytes < least) {
      throw new NoSpaceLeftException(
          "less than %d bytes left in the data directory%s"
              .formatted(least, bytes == 0 ? "" : " after another " + bytes));
    }
  }

  private Look look(long now) {
    return new Look(now, usable.getAsLong());
  }
}
