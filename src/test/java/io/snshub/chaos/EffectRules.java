package io.snshub.chaos;

import io.snshub.chaos.Evidence.Step;
import io.snshub.chaos.Evidence.Submission;
import io.snshub.chaos.TargetCase.Attempt;
import io.snshub.chaos.TargetCase.Created;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be created on a platform, and when. I2: once, unless a true verdict allows it again. I4:
 * nothing that was begun after the post was called off. I7: nothing without a committed intent. I9:
 * nothing before its time.
 */
final class EffectRules {
  private static final Set<String> NEGATIVE = Set.of("not_created", "not_sent", "refused");
  private static final Set<String> CALLED_OFF = Set.of("compensating", "cancelled", "deleted");

  private EffectRules() {}

  static void check(TargetCase one, List<Violation> found) {
    once(one, found);
    neverTwoAtATime(one, found);
    for (Created created : one.objects()) {
      intended(one, created, found);
      inTime(one, created, found);
    }
    notAfterAbort(one, found);
  }

  private static void once(TargetCase one, List<Violation> found) {
    long again =
        one.attempts().stream().filter(attempt -> attempt.verdict().equals("not_created")).count();
    if (one.objects().size() > 1 + again) {
      found.add(
          one.violation(
              "I2",
              "created %d times after %d verdicts that it was not: %s; %s"
                  .formatted(one.objects().size(), again, one.objects(), one.attempts())));
    }
  }

  private static void neverTwoAtATime(TargetCase one, List<Violation> found) {
    Created up = null;
    for (Created created : one.objects()) {
      if (up != null && (up.live() || deletedAt(up).isAfter(created.entry().at()))) {
        found.add(one.violation("I2", "up twice at a time: " + up + " and " + created));
      }
      up = created;
    }
  }

  private static Instant deletedAt(Created created) {
    return Objects.requireNonNull(created.deletedAt());
  }

  private static void intended(TargetCase one, Created created, List<Violation> found) {
    Attempt attempt = attemptOf(one, created);
    if (attempt == null) {
      found.add(one.violation("I7", "created without an attempt before it: " + created));
    } else if (NEGATIVE.contains(attempt.verdict())) {
      String what = "the verdict %s of %s is false: %s";
      found.add(one.violation("I2", what.formatted(attempt.verdict(), attempt, created)));
    }
  }

  /** Returns the newest attempt that had begun when it was created. */
  static @Nullable Attempt attemptOf(TargetCase one, Created created) {
    Attempt newest = null;
    for (Attempt attempt : one.attempts()) {
      if (!attempt.at().isAfter(created.entry().at())) {
        newest = attempt;
      }
    }
    return newest;
  }

  private static void inTime(TargetCase one, Created created, List<Violation> found) {
    Submission submission = one.submission();
    if (submission != null && created.entry().at().isBefore(submission.notBefore())) {
      String when = submission.notBefore().equals(Evidence.NEVER) ? "never" : "not before ";
      String time = when.equals("never") ? "" : submission.notBefore().toString();
      found.add(one.violation("I9", "was to come out " + when + time + ", created " + created));
    }
  }

  private static void notAfterAbort(TargetCase one, List<Violation> found) {
    Instant abortedAt = null;
    for (Step step : one.post().timeline()) {
      if (step.is("step") && step.platform() == null) {
        boolean off = CALLED_OFF.contains(String.valueOf(step.to()));
        abortedAt = off ? abortedAt == null ? step.at() : abortedAt : null;
      } else if (abortedAt != null
          && step.is("attempt")
          && one.target().platform().equals(step.platform())
          && step.at().isAfter(abortedAt)) {
        String what = "%s began at %s, the post was called off at %s";
        found.add(one.violation("I4", what.formatted(step.name(), step.at(), abortedAt)));
      }
    }
  }
}
