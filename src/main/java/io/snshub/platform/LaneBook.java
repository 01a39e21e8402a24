package io.snshub.platform;

import io.snshub.post.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What the lanes ask of the room that keeps the targets. Every method is one transaction, writes
 * what it was told together with its history and event, and answers with the next task. None of
 * them may be called twice for one result; a result that comes too late changes nothing but is kept
 * as evidence.
 */
public interface LaneBook {

  /** Looks at a target and says what to do first. */
  LaneTask enter(LaneOrder order);

  /** Takes the result of a prepare. */
  LaneTask prepared(LaneTask task, Preparation preparation);

  /**
   * Commits the intent to submit: after this, and only with the task it returns, exactly one call
   * may be made. Returns a resting task when that call must not be made now.
   */
  LaneTask openGate(LaneTask task);

  /** Takes an intent back whose call was not begun in time, and never will be. */
  LaneTask withdrawn(LaneTask task);

  /** Takes the result of that call. */
  LaneTask settled(LaneTask task, Outcome outcome);

  /** Takes the result of a look at the platform. */
  LaneTask seen(LaneTask task, Sighting sighting);

  /** Takes the result of taking a post down. */
  LaneTask retracted(LaneTask task, Retraction retraction);

  /** Takes the result of a token refresh. */
  LaneTask refreshed(LaneTask task, TokenGrant grant);

  /** Something broke that is not the platform's doing; the target waits, or is in doubt. */
  void stumbled(LaneOrder order, @Nullable Throwable cause);

  /** Says what to do to take a target down or call it off. */
  LaneTask beginRetract(LaneOrder order);

  /**
   * Ends a retraction.
   *
   * @throws io.snshub.saga.StepPendingException while something is left to do later
   */
  void requireRetracted(LaneOrder order);
}
