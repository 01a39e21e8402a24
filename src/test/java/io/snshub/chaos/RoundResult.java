package io.snshub.chaos;

import io.snshub.chaos.Evidence.Entry;
import io.snshub.chaos.Evidence.Post;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a round came to.
 *
 * @param seed what repeats it
 * @param database {@code h2} or {@code postgresql}
 * @param counts how much of everything there was
 * @param seconds how long each part took
 * @param states how many posts ended in each state
 * @param faults how many calls met each kind of fault
 * @param failures what was wrong; nothing when it passed
 */
record RoundResult(
    long seed,
    String database,
    Map<String, Long> counts,
    Map<String, Double> seconds,
    Map<String, Long> states,
    Map<String, Integer> faults,
    List<String> failures) {

  boolean passed() {
    return failures.isEmpty();
  }

  long count(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** Returns the figures that the evidence shows. */
  static Map<String, Long> counted(Evidence evidence, List<Violation> violations) {
    Map<String, Long> counts = new TreeMap<>();
    List<Post> posts = evidence.posts();
    counts.put("posts", (long) posts.size());
    counts.put("targets", posts.stream().mapToLong(post -> post.targets().size()).sum());
    counts.put("created", evidence.ledger().stream().filter(Entry::created).count());
    counts.put("deleted", evidence.ledger().stream().filter(Entry::deleted).count());
    counts.put(
        "needs_human", posts.stream().filter(post -> post.status().equals("needs_human")).count());
    counts.put("in_doubt", steps(posts, "in_doubt"));
    counts.put("not_created", verdicts(posts, "not_created"));
    counts.put("found", verdicts(posts, "found"));
    counts.put(
        "duplicates",
        violations.stream().filter(violation -> violation.invariant().equals("I2")).count());
    return counts;
  }

  /** Returns how long after its intent an effect came at most; quiet times rest on that. */
  static double slowestEffect(Evidence evidence) {
    double slowest = 0;
    for (TargetCase one : DeliveryChecker.cases(evidence)) {
      for (TargetCase.Created created : one.objects()) {
        TargetCase.Attempt attempt = EffectRules.attemptOf(one, created);
        if (attempt != null) {
          Duration late = Duration.between(attempt.at(), created.entry().at());
          slowest = Math.max(slowest, late.toMillis() / 1000.0);
        }
      }
    }
    return slowest;
  }

  private static long steps(List<Post> posts, String name) {
    return posts.stream()
        .flatMap(post -> post.timeline().stream())
        .filter(step -> step.is("step") && step.name().equals(name))
        .count();
  }

  private static long verdicts(List<Post> posts, String verdict) {
    return posts.stream()
        .flatMap(post -> post.timeline().stream())
        .filter(step -> step.is("attempt") && verdict.equals(step.to()))
        .count();
  }

  static final String HEAD =
      "%10s %-10s %6s %6s %7s %6s %8s %8s %8s %9s %6s %12s %11s %6s %6s %6s  %s"
          .formatted(
              "seed",
              "database",
              "kills",
              "sleeps",
              "crashes",
              "posts",
              "targets",
              "created",
              "deleted",
              "in doubt",
              "found",
              "not created",
              "needs human",
              "effect",
              "drain",
              "all",
              "verdict");

  String line() {
    return String.format(
        Locale.ROOT,
        "%10d %-10s %6d %6d %7d %6d %8d %8d %8d %9d %6d %12d %11d %5.1fs %5.0fs %5.0fs  %s",
        seed,
        database,
        count("kills"),
        count("sleeps"),
        count("crashes"),
        count("posts"),
        count("targets"),
        count("created"),
        count("deleted"),
        count("in_doubt"),
        count("found"),
        count("not_created"),
        count("needs_human"),
        seconds.getOrDefault("effect", 0.0),
        seconds.getOrDefault("drain", 0.0),
        seconds.getOrDefault("all", 0.0),
        passed() ? "passed" : "FAILED");
  }
}
