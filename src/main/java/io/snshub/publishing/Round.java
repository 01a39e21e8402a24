package io.snshub.publishing;

import io.snshub.platform.LaneTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One round of a pass over a post.
 *
 * @param tasks what the lanes have to do first, all at once; empty when the pass is over
 * @param settlement what the pass came to, when it is over
 */
record Round(List<LaneTask> tasks, @Nullable Settlement settlement) {
  static Round of(List<LaneTask> tasks) {
    return new Round(tasks, null);
  }

  static Round over(Settlement settlement) {
    return new Round(List.of(), settlement);
  }

  /** Lanes are to be sent. */
  public boolean isOpen() {
    return !tasks.isEmpty();
  }
}
