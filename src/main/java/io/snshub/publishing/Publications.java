package io.snshub.publishing;

import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
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
  private final LaneStarts starts;
  private final Neighbours neighbours;

  Publications(
      PostTable posts,
      TargetTable table,
      SagaLog sagas,
      TargetVerdicts verdicts,
      LaneStarts starts,
      Neighbours neighbours) {
    this.verdicts = verdicts;
    this.starts = starts;
    this.posts = posts;
    this.table = table;
    this.sagas = sagas;
    this.neighbours = neighbours;
  }

  /**
   * Begins a post or goes on with it: says which targets can be brought on now, or, when there are
   * none, what the pass came to. Targets whose gate is open go together: their intents are
   * committed here, so that none of them is held back by another's result.
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
    List<TargetRow> targets = resting(table.ofPost(post.id()));
    if (post.rollback() && targets.stream().anyMatch(row -> row.status() == TargetStatus.FAILED)) {
      posts.move(post, PostStatus.COMPENSATING, TargetRow.ABORT, PostTable.reasons(targets), null);
      return Round.over(Settlement.of(Verdict.ABORT));
    }
    DeliveryPlan plan = plan(targets);
    List<LaneTask> tasks =
        plan.moves().stream().map(row -> task(run, row, plan.mayPublish(row))).toList();
    return tasks.isEmpty() ? Round.over(settle(post, targets)) : Round.of(tasks);
  }

  /**
   * Lets targets wait whose platform or account is left alone for now. Done before a wave goes, so
   * that an all-or-nothing post doesn't come to stand half way.
   */
  private List<TargetRow> resting(List<TargetRow> targets) {
    boolean changed = false;
    for (TargetRow row : targets) {
      Instant until = neighbours.restsUntil(row);
      if (until != null) {
        verdicts.rest(row, until);
        changed = true;
      }
    }
    return changed ? table.ofPost(targets.get(0).postId()) : targets;
  }

  private boolean due(PostRow post) {
    Instant at = post.scheduledAt();
    return at == null || !at.isAfter(neighbours.clock.instant());
  }

  private LaneTask task(SagaRun run, TargetRow row, boolean mayPublish) {
    return starts.start(new LaneOrder(run, row.id(), row.platform(), mayPublish), row);
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
        posts.move(post, PostStatus.NEEDS_HUMAN, null, PostTable.reasons(targets), null);
      }
      return Settlement.ask(neighbours.clock.instant().plus(UNTIL_A_PERSON_ACTS));
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
          PostTable.reasons(targets),
          EventType.POST_PARTIALLY_PUBLISHED);
    } else {
      posts.move(
          post,
          PostStatus.FAILED,
          TargetRow.COMMIT,
          PostTable.reasons(targets),
          EventType.POST_FAILED);
    }
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
}
