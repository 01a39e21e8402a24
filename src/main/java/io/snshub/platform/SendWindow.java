package io.snshub.platform;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a committed intent may be acted on. A process that is stopped between the two, or a call
 * that has to wait for a connection, would otherwise publish when others have long concluded that
 * it didn't. Counted by a clock that nobody sets.
 */
public class SendWindow {
  /** The exchange variable that holds the end of the window. */
  static final String VARIABLE = "sendUntil";

  /**
   * Far longer than it takes from the commit to the first byte, far shorter than the quiet time
   * after which a post that isn't seen counts as not made.
   */
  private static final Duration LENGTH = Duration.ofSeconds(2);

  private final LongSupplier nanos;

  /** A window by a clock that nobody sets, in nanoseconds. */
  public SendWindow(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Returns the end of a window that opens now. */
  public long end() {
    return nanos.getAsLong() + LENGTH.toNanos();
  }

  /** Tells whether a task's call must not be begun any more. */
  public boolean missed(LaneTask task) {
    return over(task.sendUntil());
  }

  /** Tells whether a window is over; without one nothing is. */
  boolean over(@Nullable Long end) {
    return end != null && nanos.getAsLong() - end > 0;
  }
}
