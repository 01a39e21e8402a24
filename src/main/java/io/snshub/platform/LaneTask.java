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
 * @param sendUntil the end of the window in which the call of {@link Action#SEND} may be begun, by
 *     the clock of {@link SendWindow}; null for all else
 * @param memo what the book knew of the target when it made the task, for itself alone; null when
 *     it has to look again
 */
public record LaneTask(
    LaneOrder order,
    Action action,
    @Nullable LaneWork work,
    long version,
    boolean refreshed,
    @Nullable Long sendUntil,
    @Nullable Memo memo) {

  /** What a lane can do. */
  public enum Action {
    /** Ask the book what there is to do. */
    ENTER,
    PREPARE,
    /** Ask for the gate. */
    SUBMIT,
    /** The gate is open and the intent committed: make the one call, soon or not at all. */
    SEND,
    RESOLVE,
    RETRACT,
    REFRESH,
    REST;

    private final String door = "task-" + name().toLowerCase(java.util.Locale.ROOT);

    /** Returns the door that does it. */
    public String door() {
      return door;
    }
  }

  /** A book's own view of a target; nobody else looks into it. */
  public interface Memo {}

  /** A task without a window, about a target that the book will look at again. */
  public LaneTask(
      LaneOrder order, Action action, @Nullable LaneWork work, long version, boolean refreshed) {
    this(order, action, work, version, refreshed, null, null);
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
