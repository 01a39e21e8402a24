package io.snshub.publishing;

import io.snshub.platform.LaneOrder;
import io.snshub.post.EventType;
import io.snshub.post.PostStatus;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.Settlement.Verdict;
import io.snshub.saga.SagaLog;
import io.snshub.saga.SagaRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The decisions about a whole post: begin, who goes next, and what it all came to. Each is one
 * transaction under the saga's lock; called again after a crash, each finds what it has already
 * decided and says the same.
 */
@Component
class Publications {
  private static final Duration UNTIL_A_PERSON_ACTS = Duration.ofDays(1);
  private final PostTable posts;
  private final TargetTable table;
  private final SagaLog sagas;
  private final TargetVerdicts verdicts;
  private final Targets.Neighbours neighbours;

  Publications(
      PostTable posts,
      TargetTable table,
      SagaLog sagas,
      TargetVerdicts verdicts,
      Targets.Neighbours neighbours) {
    this.verdicts = verdicts;
    this.posts = posts;
    this.table = table;
    this.sagas = sagas;
    this.neighbours = neighbours;
  }

  /**
   * Begins a post or goes on with it: says which targets can be brought on now, or, when there are
   * none, what the pass came to. Targets of an all-or-nothing post whose gate is open go together:
   * their intents are committed here, so that none of them is held back by another's result.
   */
  @Transactional
  public Round advance(SagaRun run) {
    requireHeld(run);
    PostRow post = posts.lock(run.subjectId()).orElseThrow();
    if (post.status() == PostStatus.CANCELLED || post.status() == PostStatus.DELETED) {
      return Round.over(Settlement.of(Verdict.END));
    }
    if (post.decision() != null) {
      return Round.over(Settlement.of(post.aborting() ? Verdict.ABORT : Verdict.COMMIT));
    }
    if (post.status().notStarted() && due(post)) {
      Instant at = post.scheduledAt();
      neighbours.meters.begun(at == null ? run.dueAt() : at);
      posts.move(post, PostStatus.PUBLISHING, null, null, EventType.POST_PUBLISHING);
    }
    List<TargetRow> targets = table.ofPost(post.id());
    if (post.rollback() && targets.stream().anyMatch(row -> row.status() == TargetStatus.FAILED)) {
      posts.move(post, PostStatus.COMPENSATING, TargetRow.ABORT, reasons(targets), null);
      return Round.over(Settlement.of(Verdict.ABORT));
    }
    DeliveryPlan plan = plan(targets);
    List<LaneOrder> orders =
        plan.moves().stream().map(row -> order(run, row, plan.mayPublish(row))).toList();
    return orders.isEmpty() ? Round.over(settle(post, targets)) : Round.of(orders);
  }

  private boolean due(PostRow post) {
    Instant at = post.scheduledAt();
    return at == null || !at.isAfter(neighbours.clock.instant());
  }

  private LaneOrder order(SagaRun run, TargetRow row, boolean mayPublish) {
    long opened = 0;
    if (row.status() == TargetStatus.PREPARED && !mayPublish) {
      opened = verdicts.open(row, run.fence());
    } else if (row.status() == TargetStatus.PLANNED) {
      verdicts.begin(row);
    }
    return new LaneOrder(run, row.id(), row.platform(), mayPublish, opened);
  }

  private Settlement settle(PostRow post, List<TargetRow> targets) {
    Set<TargetStatus> states = targets.stream().map(TargetRow::status).collect(Collectors.toSet());
    DeliveryPlan plan = plan(targets);
    boolean waitsForPerson = plan.waitsForPerson();
    if (!waitsForPerson && states.stream().anyMatch(TargetStatus::open)) {
      Instant next = plan.nextDue();
      return Settlement.wait(next == null ? soon() : next);
    }
    if (waitsForPerson) {
      if (post.status() != PostStatus.NEEDS_HUMAN) {
        posts.move(post, PostStatus.NEEDS_HUMAN, null, reasons(targets), null);
      }
      return Settlement.wait(neighbours.clock.instant().plus(UNTIL_A_PERSON_ACTS));
    }
    commit(post, targets, states);
    return Settlement.of(Verdict.COMMIT);
  }

  private void commit(PostRow post, List<TargetRow> targets, Set<TargetStatus> states) {
    if (states.equals(Set.of(TargetStatus.CONFIRMED))) {
      posts.move(post, PostStatus.PUBLISHED, TargetRow.COMMIT, null, EventType.POST_PUBLISHED);
    } else if (states.contains(TargetStatus.CONFIRMED)) {
      posts.move(
          post,
          PostStatus.PARTIALLY_PUBLISHED,
          TargetRow.COMMIT,
          reasons(targets),
          EventType.POST_PARTIALLY_PUBLISHED);
    } else {
      posts.move(
          post, PostStatus.FAILED, TargetRow.COMMIT, reasons(targets), EventType.POST_FAILED);
    }
  }

  /** Ends a post that was taken back; called last, when every target has been seen to. */
  @Transactional
  public void markTakenBack(long postId) {
    PostRow post = posts.lock(postId).orElseThrow();
    if (post.status() != PostStatus.COMPENSATING) {
      return;
    }
    List<TargetRow> targets = table.ofPost(postId);
    Set<TargetStatus> states = targets.stream().map(TargetRow::status).collect(Collectors.toSet());
    String reasons = reasons(targets);
    if (states.contains(TargetStatus.COMPENSATION_FAILED)
        || states.contains(TargetStatus.NOT_COMPENSABLE)) {
      posts.move(
          post,
          PostStatus.COMPENSATION_FAILED,
          null,
          "still up: " + platforms(targets) + "; " + reasons,
          EventType.POST_FAILED);
    } else if (states.contains(TargetStatus.NEEDS_HUMAN)) {
      posts.move(post, PostStatus.NEEDS_HUMAN, null, reasons, EventType.POST_FAILED);
    } else if (states.contains(TargetStatus.COMPENSATED)) {
      posts.move(post, PostStatus.COMPENSATED, null, reasons, EventType.POST_COMPENSATED);
    } else {
      posts.move(post, PostStatus.FAILED, null, reasons, EventType.POST_FAILED);
    }
  }

  /** Returns the targets that are to be taken down for a deletion and still can be. */
  @Transactional
  public List<LaneOrder> takedowns(SagaRun run) {
    requireHeld(run);
    Instant now = neighbours.clock.instant();
    return table.ofPost(run.subjectId()).stream()
        .filter(row -> takeable(row.status()) && row.due(now))
        .map(row -> new LaneOrder(run, row.id(), row.platform(), false))
        .toList();
  }

  /** Ends a deletion, or says when to go on with it. */
  @Transactional
  public Settlement settleDeletion(SagaRun run) {
    requireHeld(run);
    PostRow post = posts.lock(run.subjectId()).orElseThrow();
    List<TargetRow> targets = table.ofPost(post.id());
    if (targets.stream().anyMatch(row -> takeable(row.status()))) {
      Instant next =
          targets.stream()
              .filter(row -> takeable(row.status()))
              .map(row -> row.nextAttemptAt() == null ? soon() : row.nextAttemptAt())
              .min(Instant::compareTo)
              .orElseThrow();
      return Settlement.wait(next);
    }
    if (post.status() == PostStatus.COMPENSATING) {
      boolean left =
          targets.stream()
              .anyMatch(
                  row ->
                      row.status() == TargetStatus.COMPENSATION_FAILED
                          || row.status() == TargetStatus.NOT_COMPENSABLE);
      if (left) {
        String message = "still up: " + platforms(targets) + "; " + reasons(targets);
        posts.move(post, PostStatus.COMPENSATION_FAILED, null, message, EventType.POST_FAILED);
      } else {
        posts.move(post, PostStatus.DELETED, null, null, EventType.POST_DELETED);
      }
    }
    return Settlement.of(Verdict.COMMIT);
  }

  private static boolean takeable(TargetStatus status) {
    return status.open() || status == TargetStatus.CONFIRMED || status == TargetStatus.COMPENSATING;
  }

  private void requireHeld(SagaRun run) {
    if (!sagas.hold(run)) {
      throw new IllegalStateException("saga " + run.id() + " was taken over or decided");
    }
  }

  private DeliveryPlan plan(List<TargetRow> targets) {
    return new DeliveryPlan(targets, neighbours::deletable, neighbours.clock.instant());
  }

  private Instant soon() {
    return neighbours.clock.instant().plusMillis(250);
  }

  private static String reasons(List<TargetRow> targets) {
    return targets.stream()
        .filter(row -> row.status() != TargetStatus.CONFIRMED && row.errorMessage() != null)
        .map(TargetRow::errorMessage)
        .collect(Collectors.joining("; "));
  }

  private static String platforms(List<TargetRow> targets) {
    return targets.stream()
        .filter(
            row ->
                row.status() == TargetStatus.COMPENSATION_FAILED
                    || row.status() == TargetStatus.NOT_COMPENSABLE)
        .map(TargetRow::platform)
        .collect(Collectors.joining(", "));
  }
}
