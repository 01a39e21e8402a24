package io.snshub.publishing;

import io.snshub.platform.LaneTask;
import org.jspecify.annotations.Nullable;

/**
 * A target as its task was made from it. Whoever relies on it names its version in what it writes.
 *
 * @param row the target
 * @param wave where to leave that it is ready, or null when that is to be written at once
 */
record LaneMemo(TargetRow row, @Nullable Wave wave) implements LaneTask.Memo {

  static @Nullable LaneMemo of(LaneTask task) {
    return task.memo() instanceof LaneMemo memo ? memo : null;
  }
}
