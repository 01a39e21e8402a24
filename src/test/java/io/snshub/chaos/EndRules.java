package io.snshub.chaos;

import io.snshub.chaos.Evidence.Post;
import io.snshub.chaos.Evidence.Submission;
import io.snshub.chaos.Evidence.Target;
import io.snshub.chaos.TargetCase.Created;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How everything has to end. I1: it ends. I3: an all-or-nothing post that was called off leaves
 * nothing. I5: what is up and what the hub believes to be up are the same. I8: what has ended stays
 * so. I15: what is called taken down is gone.
 */
final class EndRules {
  private static final Set<String> ENDED =
      Set.of(
          "published",
          "partially_published",
          "failed",
          "compensated",
          "compensation_failed",
          "needs_human",
          "cancelled",
          "deleted");
  private static final Set<String> UNDER_WAY =
      Set.of("planned", "preparing", "prepared", "submitting", "in_doubt", "compensating");
  private static final Set<String> NOTHING_LEFT =
      Set.of("compensated", "failed", "cancelled", "deleted", "draft");

  private EndRules() {}

  static boolean ended(Post post) {
    return ENDED.contains(post.status());
  }

  static void check(Evidence evidence, List<TargetCase> cases, List<Violation> found) {
    Map<String, Post> posts =
        evidence.posts().stream()
            .collect(Collectors.toMap(Post::marker, post -> post, (one, other) -> one));
    for (Submission one : evidence.submissions()) {
      Post post = posts.get(one.marker());
      if (post == null) {
        if (one.accepted()) {
          found.add(new Violation("I1", one.marker(), "was accepted and is lost"));
        }
      } else {
        reachesItsEnd(one, post, found);
      }
    }
    staysEnded(evidence, found);
    oneOwner(cases, found);
  }

  private static void reachesItsEnd(Submission one, Post post, List<Violation> found) {
    String about = "post %d (%s)".formatted(post.id(), post.marker());
    boolean kept = post.status().equals("draft") && one.notBefore().equals(Evidence.NEVER);
    if (one.cancelled() && !post.status().equals("cancelled")) {
      found.add(new Violation("I1", about, "was cancelled, and is " + post.status()));
    } else if (!ended(post) && !kept) {
      found.add(new Violation("I1", about, "has not ended: " + post.status() + post.targets()));
    } else if (ended(post) && !post.status().equals("needs_human")) {
      post.targets().stream()
          .filter(target -> UNDER_WAY.contains(target.status()))
          .forEach(
              target ->
                  found.add(new Violation("I1", about, "is " + post.status() + " with " + target)));
    }
  }

  private static void staysEnded(Evidence evidence, List<Violation> found) {
    Map<Long, Post> now =
        evidence.posts().stream().collect(Collectors.toMap(Post::id, post -> post));
    for (Post before : evidence.earlier()) {
      Post after = now.get(before.id());
      if (ended(before) && after != null && !outcome(before).equals(outcome(after))) {
        found.add(
            new Violation(
                "I8",
                "post " + before.id(),
                "had ended as " + outcome(before) + ", now " + outcome(after)));
      }
    }
  }

  private static String outcome(Post post) {
    return post.status() + " " + post.targets();
  }

  private static void oneOwner(List<TargetCase> cases, List<Violation> found) {
    Map<String, TargetCase> owners = new HashMap<>();
    for (TargetCase one : cases) {
      String id = one.target().platformPostId();
      TargetCase other =
          id == null ? null : owners.putIfAbsent(one.target().platform() + " " + id, one);
      if (other != null) {
        found.add(one.violation("I5", id + " is post " + other.post().id() + "'s too"));
      }
    }
  }

  static void check(TargetCase one, List<Violation> found) {
    nothingLeft(one, found);
    for (Created up : one.live()) {
      if (!believed(one, up)) {
        String state = one.target().status() + " " + one.target().platformPostId();
        found.add(one.violation("I5", "is up, but the hub says " + state + ": " + up));
      }
    }
    Target target = one.target();
    boolean up =
        one.live().stream().anyMatch(object -> object.id().equals(target.platformPostId()));
    if (one.in("confirmed") && !up) {
      String what = "confirmed as %s, which is not up: %s";
      found.add(one.violation("I5", what.formatted(target.platformPostId(), one.objects())));
    }
    if (one.in("compensated") && !one.live().isEmpty()) {
      found.add(one.violation("I15", "called taken down, but up: " + one.live()));
    }
  }

  /** The hub knows that it is up, or has asked a person to look. */
  private static boolean believed(TargetCase one, Created up) {
    return one.in("needs_human")
        || one.in("confirmed", "compensation_failed", "not_compensable")
            && up.id().equals(one.target().platformPostId());
  }

  private static void nothingLeft(TargetCase one, List<Violation> found) {
    Post post = one.post();
    if (post.strict() && post.status().equals("partially_published")) {
      found.add(one.violation("I3", "half of an all-or-nothing post was kept"));
    }
    if (post.status().equals("published") && !one.in("confirmed")) {
      found.add(one.violation("I3", "is " + one.target().status() + " in a published post"));
    }
    boolean nothing = NOTHING_LEFT.contains(post.status());
    boolean takenBack = post.strict() && post.status().equals("compensation_failed");
    boolean named = one.in("compensation_failed", "not_compensable");
    if (!one.live().isEmpty() && (nothing || takenBack && !named)) {
      found.add(one.violation("I3", "the post is " + post.status() + ", but up: " + one.live()));
    }
  }
}
