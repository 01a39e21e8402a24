package io.snshub.chaos;

import io.snshub.chaos.Evidence.Post;
import io.snshub.chaos.Evidence.Submission;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** I12: as many posts as were handed in, and the same answer to the same request. */
final class IntakeRules {
  private IntakeRules() {}

  static void check(Evidence evidence, List<Violation> found) {
    Map<String, List<Post>> posts =
        evidence.posts().stream().collect(Collectors.groupingBy(Post::marker));
    Map<Long, String> owners = new HashMap<>();
    Set<String> known = new HashSet<>();
    for (Submission one : evidence.submissions()) {
      known.add(one.marker());
      Set<Long> answers = new HashSet<>(one.answers());
      if (answers.size() > 1) {
        found.add(violation(one, "the same request was answered with posts " + answers));
      }
      for (Long answer : answers) {
        String other = owners.putIfAbsent(answer, one.marker());
        if (other != null) {
          found.add(violation(one, "post " + answer + " is the answer to " + other + " too"));
        }
      }
      List<Post> made = posts.getOrDefault(one.marker(), List.of());
      if (made.size() > 1) {
        found.add(violation(one, made.size() + " posts were made of it"));
      }
      made.stream()
          .filter(post -> !answers.isEmpty() && !answers.contains(post.id()))
          .forEach(post -> found.add(violation(one, "post " + post.id() + " was not its answer")));
    }
    posts.keySet().stream()
        .filter(marker -> !known.contains(marker))
        .forEach(marker -> found.add(new Violation("I12", marker, "nobody handed it in")));
  }

  private static Violation violation(Submission one, String evidence) {
    return new Violation("I12", one.marker(), evidence);
  }
}
