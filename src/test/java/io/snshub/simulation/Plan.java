package io.snshub.simulation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that chance decides in a schedule. Asked in one order only, so that an implementation on a
 * seeded generator, or on a script, gives the same schedule every time.
 */
interface Plan {

  /** What happens at an effect: a commit, or a call that is sent. */
  enum AtEffect {
    NOTHING,
    /** The process is killed and the effect does not take place. */
    CRASH,
    /** The process is killed as soon as the effect has taken place. */
    CRASH_AFTER,
    /** The commit takes place but reports a failure. */
    COMMIT_ANSWER_LOST,
    /** The commit fails. */
    COMMIT_FAILS
  }

  /** What becomes of one call to a platform. */
  enum Fate {
    WELL,
    /** Answered after a while that a client just bears. */
    SLOW,
    BUSY,
    NEVER,
    TOKEN_EXPIRED,
    TOKEN_DEAD,
    NOT_SENT,
    /** Lost on the way there. */
    LOST,
    /** Done; its answer is lost. */
    ANSWER_LOST,
    /** Done after the client has given up, as late as the hub allows for. */
    LATE
  }

  AtEffect atEffect(int number, String what);

  /** How long a process stands still before its next step. */
  Duration pauseBefore(int step);

  /** How long a killed process stays away. */
  Duration away();

  /** By how much the clock of a process that starts is wrong. */
  Duration wrongClock();

  /** The most that a clock can be wrong. */
  Duration worstClock();

  Fate fate(int call, String what, String platform);

  /** How long something takes that takes about so long. */
  Duration about(Duration usual);

  /** How long until the next step of a process runs. */
  Duration stepDelay();

  /** A number in [0, bound). */
  int pick(int bound);

  /** What the user does at an effect, or null. */
  @Nullable String command(int number);
}
