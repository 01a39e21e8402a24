package io.snshub.chaos;

import io.snshub.chaos.Evidence.Entry;
import io.snshub.chaos.Evidence.Post;
import io.snshub.chaos.Evidence.Submission;
import io.snshub.chaos.Evidence.Target;
import io.snshub.chaos.TargetCase.Created;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges a finished run. Pure: the same evidence gives the same violations, and no evidence is
 * asked for that is not handed in. What a platform has is worked out from its ledger alone.
 */
final class DeliveryChecker {
  private final Evidence evidence;
  private final Map<String, Submission> submissions = new HashMap<>();
  private final Map<String, Instant> deletions = new HashMap<>();
  private final Map<String, List<Created>> objects = new HashMap<>();

  private DeliveryChecker(Evidence evidence) {
    this.evidence = evidence;
    evidence.submissions().forEach(one -> submissions.put(one.marker(), one));
    for (Entry entry : evidence.ledger()) {
      if (entry.deleted()) {
        deletions.putIfAbsent(object(entry.platform(), entry.postId()), entry.at());
      }
    }
    for (Entry entry : evidence.ledger()) {
      if (entry.created()) {
        String owner = Evidence.firstWord(entry.content()) + " " + entry.platform();
        Instant deletedAt = deletions.get(object(entry.platform(), entry.postId()));
        objects.computeIfAbsent(owner, key -> new ArrayList<>()).add(new Created(entry, deletedAt));
      }
    }
  }

  /** Returns every broken promise; none when the run was as it has to be. */
  static List<Violation> check(Evidence evidence) {
    DeliveryChecker checker = new DeliveryChecker(evidence);
    List<TargetCase> cases = checker.cases();
    List<Violation> found = new ArrayList<>();
    IntakeRules.check(evidence, found);
    EndRules.check(evidence, cases, found);
    checker.strays(cases, found);
    for (TargetCase one : cases) {
      EffectRules.check(one, found);
      HistoryRules.check(one, found);
      EndRules.check(one, found);
    }
    return List.copyOf(found);
  }

  static List<TargetCase> cases(Evidence evidence) {
    return new DeliveryChecker(evidence).cases();
  }

  private List<TargetCase> cases() {
    List<TargetCase> cases = new ArrayList<>();
    for (Post post : evidence.posts()) {
      for (Target target : post.targets()) {
        cases.add(
            new TargetCase(
                post,
                target,
                submissions.get(post.marker()),
                objects.getOrDefault(owner(post, target), List.of())));
      }
    }
    return cases;
  }

  /** What a platform has, or shows, that belongs to no target at all. */
  private void strays(List<TargetCase> cases, List<Violation> found) {
    Map<String, List<Created>> unclaimed = new HashMap<>(objects);
    cases.forEach(one -> unclaimed.remove(owner(one.post(), one.target())));
    unclaimed.forEach(
        (owner, strays) ->
            strays.forEach(
                stray ->
                    found.add(
                        new Violation("I5", owner, "created for no known target: " + stray))));
    Map<String, Created> known = new HashMap<>();
    objects
        .values()
        .forEach(
            list -> list.forEach(one -> known.put(object(one.entry().platform(), one.id()), one)));
    for (Evidence.Live live : evidence.visible()) {
      Created created = known.get(object(live.platform(), live.postId()));
      if (created == null || !created.live()) {
        String what = live.platform() + " " + live.postId();
        found.add(new Violation("I5", what, "is shown, but the ledger says otherwise"));
      }
    }
  }

  private static String owner(Post post, Target target) {
    return post.marker() + " " + target.platform();
  }

  private static String object(String platform, @org.jspecify.annotations.Nullable String id) {
    return platform + " " + id;
  }
}
