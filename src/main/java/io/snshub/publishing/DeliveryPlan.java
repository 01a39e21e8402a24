package io.snshub.publishing;

import io.snshub.post.TargetStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the targets of one post may go: pure, so that every order can be tried in a
 * test. An all-or-nothing post is prepared everywhere first; then go the platforms that can take a
 * post down; the others go last and one at a time.
 */
final class DeliveryPlan {
  private static final Set<TargetStatus> READY =
      Set.of(
          TargetStatus.PREPARED,
          TargetStatus.SUBMITTING,
          TargetStatus.IN_DOUBT,
          TargetStatus.NEEDS_HUMAN,
          TargetStatus.CONFIRMED);

  private final Collection<TargetRow> targets;
  private final Predicate<String> deletable;
  private final Instant now;

  /**
   * Plans for one post.
   *
   * @param targets all targets of the post
   * @param deletable tells whether a platform can take posts down
   * @param now the present
   */
  DeliveryPlan(Collection<TargetRow> targets, Predicate<String> deletable, Instant now) {
    this.now = now;
    this.targets = targets;
    this.deletable = deletable;
  }

  /** Returns the targets that a lane could bring on now. */
  List<TargetRow> moves() {
    return targets.stream()
        .filter(target -> target.status().open() && target.due(now))
        .filter(target -> target.status() != TargetStatus.PREPARED || gateOpen(target))
        .toList();
  }

  /** Tells whether a prepared target may be submitted as things stand. */
  boolean gateOpen(TargetRow target) {
    if (target.decision() != null || target.dueAt().isAfter(now)) {
      return false;
    }
    if (!target.rollback()) {
      return true;
    }
    List<TargetRow> others = targets.stream().filter(other -> other.id() != target.id()).toList();
    if (!others.stream().allMatch(this::readyToo)) {
      return false;
    }
    if (deletable.test(target.platform())) {
      return true;
    }
    return others.stream()
        .allMatch(
            other ->
                other.status() == TargetStatus.CONFIRMED
                    || other.status() == TargetStatus.PREPARED
                        && !deletable.test(other.platform())
                        && other.id() > target.id());
  }

  /** Prepared or further; one that is prepared but has to wait holds the others back. */
  private boolean readyToo(TargetRow other) {
    return READY.contains(other.status())
        && (other.status() != TargetStatus.PREPARED || other.due(now));
  }

  /** Returns when something will be due again, or null when nothing waits for a time. */
  @Nullable Instant nextDue() {
    return targets.stream()
        .filter(target -> target.status().open())
        .map(this::waitsFor)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** Tells whether all that is open waits behind a target that a person has to look at. */
  boolean waitsForPerson() {
    return targets.stream().anyMatch(target -> target.status() == TargetStatus.NEEDS_HUMAN)
        && targets.stream()
            .filter(target -> target.status().open())
            .allMatch(target -> target.status() == TargetStatus.PREPARED && !gateOpen(target));
  }

  private @Nullable Instant waitsFor(TargetRow target) {
    boolean atGate = target.status() == TargetStatus.PREPARED && target.dueAt().isAfter(now);
    if (atGate) {
      return target.dueAt();
    }
    boolean forOthers = target.status() == TargetStatus.PREPARED && target.due(now);
    return forOthers && !gateOpen(target) ? null : target.nextAttemptAt();
  }

  /**
   * Tells whether a lane may go on from preparing to publishing by itself. The targets of an
   * all-or-nothing post may not: they go in waves.
   */
  boolean mayPublish(TargetRow target) {
    return !target.rollback() || targets.size() == 1;
  }
}
