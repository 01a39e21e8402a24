package io.snshub.chaos;

import io.snshub.chaos.Evidence.Entry;
import io.snshub.chaos.Evidence.Post;
import io.snshub.chaos.Evidence.Step;
import io.snshub.chaos.Evidence.Submission;
import io.snshub.chaos.Evidence.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One post on one platform, with everything that is known about it.
 *
 * @param post its post
 * @param target what the hub says of it
 * @param submission what its author did, or null when nobody handed it in
 * @param objects what was created on the platform for it, oldest first
 */
record TargetCase(
    Post post, Target target, @Nullable Submission submission, List<Created> objects) {

  /**
   * Something that a platform created.
   *
   * @param entry the create
   * @param deletedAt when it was taken down, or null while it is up
   */
  record Created(Entry entry, @Nullable Instant deletedAt) {
    boolean live() {
      return deletedAt == null;
    }

    String id() {
      return String.valueOf(entry.postId());
    }

    @Override
    public String toString() {
      return "#%d %s at %s%s"
          .formatted(entry.seq(), id(), entry.at(), live() ? "" : ", deleted at " + deletedAt);
    }
  }

  /** A try to publish: when its intent was committed, and what it came to. */
  record Attempt(Instant at, String name, String verdict) {}

  List<Attempt> attempts() {
    List<Attempt> found = new ArrayList<>();
    for (Step step : post.timeline()) {
      if (step.is("attempt") && target.platform().equals(step.platform())) {
        found.add(new Attempt(step.at(), step.name(), Objects.requireNonNullElse(step.to(), "")));
      }
    }
    return found;
  }

  /** Returns the steps of this target, in order. */
  List<Step> steps() {
    return post.timeline().stream()
        .filter(step -> step.is("step") && target.platform().equals(step.platform()))
        .toList();
  }

  List<Created> live() {
    return objects.stream().filter(Created::live).toList();
  }

  boolean in(String... states) {
    return List.of(states).contains(target.status());
  }

  Violation violation(String invariant, String evidence) {
    return new Violation(
        invariant,
        "post %d (%s) on %s".formatted(post.id(), post.marker(), target.platform()),
        evidence);
  }
}
