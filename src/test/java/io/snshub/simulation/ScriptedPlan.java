package io.snshub.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything goes well and takes its usual time, but for one blow and one platform's refusal. */
final class ScriptedPlan implements Plan {
  private final @Nullable String refusing;
  private final Map<Integer, AtEffect> blows = new TreeMap<>();
  private int call;
  private Fate fate = Fate.WELL;
  private int refusedCall;

  /** Nothing goes wrong, except that the last platform may refuse the post. */
  ScriptedPlan(boolean refused) {
    this.refusing = refused ? "handle-lasting" : null;
  }

  ScriptedPlan at(int number, AtEffect what) {
    blows.put(number, what);
    return this;
  }

  ScriptedPlan at(int number, Fate what) {
    call = number;
    fate = what;
    return this;
  }

  /** Returns which call the platform refused, or 0. */
  int refusedCall() {
    return refusedCall;
  }

  @Override
  public AtEffect atEffect(int number, String what) {
    return blows.getOrDefault(number, AtEffect.NOTHING);
  }

  @Override
  public Duration pauseBefore(int step) {
    return Duration.ZERO;
  }

  @Override
  public Duration away() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration wrongClock() {
    return Duration.ZERO;
  }

  @Override
  public Duration worstClock() {
    return Duration.ZERO;
  }

  @Override
  public Fate fate(int number, String what, String platform) {
    if (number == call) {
      return fate;
    }
    if (what.equals("publish") && platform.equals(refusing)) {
      refusedCall = number;
      return Fate.NEVER;
    }
    return Fate.WELL;
  }

  @Override
  public Duration about(Duration usual) {
    return usual;
  }

  @Override
  public Duration stepDelay() {
    return Duration.ofMillis(1);
  }

  @Override
  public int pick(int bound) {
    return 0;
  }

  @Override
  public @Nullable String command(int number) {
    return null;
  }

  @Override
  public String toString() {
    return "at effects " + blows + ", " + fate + " of call " + call;
  }
}
