package io.snshub.publishing;

import io.snshub.platform.LaneOrder;
import io.snshub.post.EventType;
import io.snshub.post.PostStatus;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.Settlement.Verdict;
import io.snshub.publishing.TargetTable.Change;
import io.snshub.saga.SagaLog;
import io.snshub.saga.SagaRun;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Posts that must not be up any more: deleted by their user, taken back late, or swept for ghosts.
 * What is to be taken down, and what it came to; each decision is one transaction.
 */
@Component
class Takedowns {
  /** A user's deletion. */
  static final String DELETE = "delete";

  /** A target of a post that was taken back proved to be up after all. */
  static final String COMPENSATE = "compensate";

  /** Looks again for what proved not to be there. */
  static final String SWEEP = "sweep";

  /** Each has its own door, {@code direct:<kind>-post}. */
  static final List<String> KINDS = List.of(DELETE, COMPENSATE, SWEEP);

  private static final Set<TargetStatus> UNSENT =
      Set.of(TargetStatus.PLANNED, TargetStatus.PREPARING, TargetStatus.PREPARED);
  private static final Set<TargetStatus> STILL_UP =
      Set.of(TargetStatus.COMPENSATION_FAILED, TargetStatus.NOT_COMPENSABLE);

  private final PostTable posts;
  private final TargetTable table;
  private final TargetVerdicts verdicts;
  private final GhostSuspects suspects;
  private final SagaLog sagas;
  private final Clock clock;

  Takedowns(
      PostTable posts,
      TargetTable table,
      TargetVerdicts verdicts,
      GhostSuspects suspects,
      SagaLog sagas,
      Clock clock) {
    this.posts = posts;
    this.table = table;
    this.verdicts = verdicts;
    this.suspects = suspects;
    this.sagas = sagas;
    this.clock = clock;
  }

  /** Ends a post that was taken back; called last, when every target has been seen to. */
  @Transactional
  public void markTakenBack(SagaRun run, long postId) {
    if (!sagas.lead(run)) {
      throw new IllegalStateException("saga " + run.id() + " was taken over or has ended");
    }
    PostRow post = posts.lock(postId).orElseThrow();
    if (post.status() != PostStatus.COMPENSATING) {
      return;
    }
    for (TargetRow row : table.ofPost(postId)) {
      if (UNSENT.contains(row.status())) {
        // its lane's step was lost with a process that ended before anything was sent
        table.change(row, Change.to(row, TargetStatus.CANCELLED));
        verdicts.note(row, "called_off", TargetStatus.CANCELLED, null);
      }
    }
    boolean left = table.ofPost(postId).stream().anyMatch(Takedowns::concernsTakedown);
    if (left) {
      compensate(post);
    } else {
      conclude(post);
      suspects.plan(post);
    }
  }

  /**
   * Goes on with a post that was taken back and whose doubtful target has become clear, in the
   * caller's transaction, which has locked the post and its saga.
   *
   * @param up the target is up and has to come down
   */
  void clearedUp(PostRow post, boolean up) {
    if (post.status() == PostStatus.COMPENSATING) {
      // its saga sees to it
      return;
    }
    if (up) {
      compensate(post);
    } else {
      conclude(post);
    }
  }

  private void compensate(PostRow post) {
    UUID saga = UUID.randomUUID();
    sagas.open(
        saga,
        COMPENSATE,
        "post/" + post.id(),
        post.userId(),
        "direct:compensate-post",
        clock.instant());
    posts.restart(post, PostStatus.COMPENSATING, saga.toString(), post.scheduledAt());
    posts.decide(post.id(), TargetRow.ABORT);
  }

  /** Returns the targets that a run can bring nearer to being gone now. */
  @Transactional
  public List<LaneOrder> due(SagaRun run) {
    requireHeld(run);
    Instant now = clock.instant();
    return table.ofPost(run.subjectId()).stream()
        .filter(row -> concerns(run, row) && row.due(now))
        .map(row -> new LaneOrder(run, row.id(), row.platform(), false))
        .toList();
  }

  /** Ends a takedown, or says when to go on with it. */
  @Transactional
  public Settlement settle(SagaRun run) {
    requireHeld(run);
    PostRow post = posts.lock(run.subjectId()).orElseThrow();
    List<TargetRow> left =
        table.ofPost(post.id()).stream().filter(row -> concerns(run, row)).toList();
    if (left.stream().allMatch(TargetRow::suspect)) {
      end(run, post);
    }
    if (left.isEmpty()) {
      return Settlement.of(Verdict.COMMIT);
    }
    Instant soon = clock.instant().plusMillis(250);
    Instant next =
        left.stream()
            .map(row -> Objects.requireNonNullElse(row.nextAttemptAt(), soon))
            .min(Instant::compareTo)
            .orElseThrow();
    return Settlement.wait(next);
  }

  private static boolean concerns(SagaRun run, TargetRow row) {
    if (row.status() == TargetStatus.COMPENSATING) {
      return true;
    }
    return run.kind().equals(SWEEP) ? row.suspect() : concernsTakedown(row);
  }

  private static boolean concernsTakedown(TargetRow row) {
    return row.status().open()
        || row.status() == TargetStatus.CONFIRMED
        || row.status() == TargetStatus.COMPENSATING;
  }

  private void end(SagaRun run, PostRow post) {
    if (run.kind().equals(SWEEP)) {
      correct(post);
    } else if (post.status() == PostStatus.COMPENSATING) {
      if (run.kind().equals(DELETE) && !anyLeft(table.ofPost(post.id()))) {
        posts.move(post, PostStatus.DELETED, null, null, EventType.POST_DELETED);
      } else {
        conclude(post);
        suspects.plan(post);
      }
    }
  }

  /** A ghost was found since the post ended: says so in the post, if it has not begun anew. */
  private void correct(PostRow post) {
    boolean ended = post.status() == PostStatus.FAILED || post.status() == PostStatus.COMPENSATED;
    List<TargetRow> targets = table.ofPost(post.id());
    boolean wrong =
        anyLeft(targets)
            || post.status() == PostStatus.FAILED && in(targets, TargetStatus.COMPENSATED);
    if (ended && wrong) {
      conclude(post);
    }
  }

  /** Moves a post that was taken back to what its targets came to. */
  private void conclude(PostRow post) {
    List<TargetRow> targets = table.ofPost(post.id());
    String reasons = PostTable.reasons(targets);
    if (anyLeft(targets)) {
      String message = "still up: " + left(targets) + "; " + reasons;
      posts.move(post, PostStatus.COMPENSATION_FAILED, null, message, EventType.POST_FAILED);
    } else if (in(targets, TargetStatus.NEEDS_HUMAN)) {
      posts.move(post, PostStatus.NEEDS_HUMAN, null, reasons, EventType.POST_FAILED);
    } else if (in(targets, TargetStatus.COMPENSATED)) {
      posts.move(post, PostStatus.COMPENSATED, null, reasons, EventType.POST_COMPENSATED);
    } else {
      posts.move(post, PostStatus.FAILED, null, reasons, EventType.POST_FAILED);
    }
  }

  private static boolean anyLeft(List<TargetRow> targets) {
    return targets.stream().anyMatch(row -> STILL_UP.contains(row.status()));
  }

  private static boolean in(List<TargetRow> targets, TargetStatus status) {
    return targets.stream().anyMatch(row -> row.status() == status);
  }

  private static String left(List<TargetRow> targets) {
    return targets.stream()
        .filter(row -> STILL_UP.contains(row.status()))
        .map(TargetRow::platform)
        .collect(Collectors.joining(", "));
  }

  private void requireHeld(SagaRun run) {
    if (!sagas.hold(run)) {
      throw new IllegalStateException("saga " + run.id() + " was taken over or decided");
    }
  }
}
