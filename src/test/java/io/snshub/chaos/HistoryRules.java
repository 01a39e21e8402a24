package io.snshub.chaos;

import io.snshub.chaos.Evidence.Step;
import io.snshub.chaos.TargetCase.Attempt;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a timeline may tell. I6: one open attempt at most. I8: allowed edges only. */
final class HistoryRules {
  /** From a state to the states that may follow it; staying is always allowed. */
  private static final Map<String, Set<String>> EDGES =
      Map.ofEntries(
          Map.entry("planned", Set.of("preparing", "failed", "cancelled")),
          Map.entry("preparing", Set.of("prepared", "failed", "cancelled")),
          Map.entry("prepared", Set.of("submitting", "failed", "cancelled")),
          // refused for now: prepared anew, because what was prepared may expire meanwhile
          Map.entry(
              "submitting", Set.of("confirmed", "failed", "prepared", "preparing", "in_doubt")),
          Map.entry(
              "in_doubt",
              Set.of("confirmed", "prepared", "preparing", "failed", "cancelled", "needs_human")),
          // by a person
          Map.entry(
              "needs_human", Set.of("confirmed", "prepared", "preparing", "failed", "cancelled")),
          Map.entry("confirmed", Set.of("compensating")),
          Map.entry(
              "compensating", Set.of("compensated", "compensation_failed", "not_compensable")),
          // a ghost that came up after "not created"
          Map.entry("cancelled", Set.of("compensating")),
          Map.entry("failed", Set.of()),
          Map.entry("compensated", Set.of()),
          Map.entry("not_compensable", Set.of()),
          Map.entry("compensation_failed", Set.of()));

  private static final Set<String> UNSETTLED =
      Set.of("submitting", "in_doubt", "needs_human", "compensating");

  private HistoryRules() {}

  static void check(TargetCase one, List<Violation> found) {
    oneOpenAttempt(one, found);
    boolean again =
        one.post().timeline().stream().anyMatch(step -> step.name().equals("restarted"));
    String state = "planned";
    for (Step step : one.steps()) {
      // a user who tries again or deletes reopens what had ended
      edge(one, state, step.from(), again, found);
      edge(one, step.from(), step.to(), false, found);
      state = String.valueOf(step.to());
    }
    edge(one, state, one.target().status(), again, found);
  }

  private static void edge(
      TargetCase one,
      @org.jspecify.annotations.Nullable String from,
      @org.jspecify.annotations.Nullable String to,
      boolean reopened,
      List<Violation> found) {
    String start = String.valueOf(from);
    String end = String.valueOf(to);
    boolean allowed = start.equals(end) || EDGES.getOrDefault(start, Set.of()).contains(end);
    boolean byUser = reopened && (end.equals("planned") || end.equals("confirmed"));
    if (!allowed && !byUser) {
      found.add(one.violation("I8", "went from " + start + " to " + end));
    }
  }

  private static void oneOpenAttempt(TargetCase one, List<Violation> found) {
    List<Attempt> open =
        one.attempts().stream().filter(attempt -> attempt.verdict().equals("open")).toList();
    if (open.size() > 1) {
      found.add(one.violation("I6", "has more than one open attempt: " + open));
    } else if (!open.isEmpty() && !UNSETTLED.contains(one.target().status())) {
      found.add(
          one.violation("I6", "is " + one.target().status() + " with an open attempt: " + open));
    }
  }
}
