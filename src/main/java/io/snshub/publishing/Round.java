package io.snshub.publishing;

import io.snshub.platform.LaneOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One round of a pass over a post.
 *
 * @param orders the lanes to send, all at once; empty when the pass is over
 * @param settlement what the pass came to, when it is over
 */
record Round(List<LaneOrder> orders, @Nullable Settlement settlement) {
  static Round of(List<LaneOrder> orders) {
    return new Round(orders, null);
  }

  static Round over(Settlement settlement) {
    return new Round(List.of(), settlement);
  }

  /** Lanes are to be sent. */
  public boolean isOpen() {
    return !orders.isEmpty();
  }
}
