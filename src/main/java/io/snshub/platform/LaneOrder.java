package io.snshub.platform;

import io.snshub.saga.SagaRun;

/**
 * What the fan-out sends down a lane: one target to bring on.
 *
 * @param run the claim under which it happens
 * @param targetId which target
 * @param platform the lane's name
 * @param mayPublish false for an all-or-nothing post, whose targets go on to publishing only
 *     together
 * @param openedVersion the target's version after its intent was committed with the others of its
 *     wave; 0 when its gate is still to be opened
 */
public record LaneOrder(
    SagaRun run, long targetId, String platform, boolean mayPublish, long openedVersion) {

  /** An order for a target whose gate is still to be opened, if it comes to that. */
  public LaneOrder(SagaRun run, long targetId, String platform, boolean mayPublish) {
    this(run, targetId, platform, mayPublish, 0);
  }

  /** The intent to submit was committed before the lane was sent. */
  public boolean opened() {
    return openedVersion > 0;
  }
}
