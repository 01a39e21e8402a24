package io.snshub.platform;

import org.jspecify.annotations.Nullable;

/**
 * The next thing a lane has to do for its target.
 *
 * @param order what the lane was sent for
 * @param action what to do; names the route {@code task-<action>}
 * @param work the target as a fragment sees it; null when there is nothing to do
 * @param version the target's row version, which every write compares
 * @param refreshed the token was refreshed already in this pass
 */
public record LaneTask(
    LaneOrder order, Action action, @Nullable LaneWork work, long version, boolean refreshed) {

  /** What a lane can do. */
  public enum Action {
    PREPARE,
    SUBMIT,
    RESOLVE,
    RETRACT,
    REFRESH,
    REST;

    /** Returns the door that does it. */
    public String door() {
      return "task-" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Something is left to do now. */
  public boolean isWorking() {
    return action != Action.REST;
  }

  /** Returns the name of the door for this task. */
  public String getDoor() {
    return action.door();
  }

  /** Returns a task of the same order with nothing to do. */
  public LaneTask rest() {
    return new LaneTask(order, Action.REST, null, version, refreshed);
  }
}
