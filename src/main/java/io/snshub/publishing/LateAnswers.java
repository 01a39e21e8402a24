package io.snshub.publishing;

import io.snshub.platform.LaneTask;
import io.snshub.post.Outcome;
import io.snshub.post.TargetStatus;
import io.snshub.saga.SagaLog;
import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Answers that came back after somebody else had taken the target over. What the platform said
 * about the one open attempt is true whoever heard it: it ends the doubt. About an attempt that is
 * closed it can only be kept, and what is up against a decision is taken down.
 */
@Component
class LateAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(LateAnswers.class);
  private static final Set<TargetStatus> DOUBTFUL =
      Set.of(TargetStatus.SUBMITTING, TargetStatus.IN_DOUBT, TargetStatus.NEEDS_HUMAN);

  private final TargetTable table;
  private final TargetVerdicts verdicts;
  private final PostTable posts;
  private final Takedowns takedowns;
  private final GhostSuspects suspects;
  private final SagaLog sagas;
  private final Clock clock;

  LateAnswers(
      TargetTable table,
      TargetVerdicts verdicts,
      PostTable posts,
      Takedowns takedowns,
      GhostSuspects suspects,
      SagaLog sagas,
      Clock clock) {
    this.table = table;
    this.verdicts = verdicts;
    this.posts = posts;
    this.takedowns = takedowns;
    this.suspects = suspects;
    this.sagas = sagas;
    this.clock = clock;
  }

  /** Takes an outcome whose run no longer has the target, in the caller's transaction. */
  void take(LaneTask task, Outcome outcome) {
    long id = task.order().targetId();
    sagas.lock(table.find(id).sagaId());
    TargetRow row = table.find(id);
    int attempt = task.work() == null ? row.attempts() : task.work().attempt();
    table.keepEvidence(id, attempt, String.valueOf(outcome));
    if (table.openAttempt(id, attempt) && DOUBTFUL.contains(row.status())) {
      conclude(row, outcome);
    } else if (outcome instanceof Outcome.Published published) {
      tooLate(row, attempt, published.platformPostId());
    }
  }

  private void conclude(TargetRow row, Outcome outcome) {
    if (outcome instanceof Outcome.Published published) {
      verdicts.confirm(row, published.platformPostId(), published.permalink(), "answered_late");
    } else if (outcome instanceof Outcome.Refused refused) {
      verdicts.notCreated(row, "refused late: " + refused.failure().message(), null);
    } else {
      return;
    }
    if (row.aborting()) {
      PostRow post = posts.lock(row.postId()).orElseThrow();
      takedowns.clearedUp(post, outcome instanceof Outcome.Published);
    } else {
      sagas.wakeAt(row.sagaId(), clock.instant());
    }
  }

  private void tooLate(TargetRow row, int attempt, String platformPostId) {
    if (platformPostId.equals(row.platformPostId())) {
      return;
    }
    LOG.atError()
        .addKeyValue("post_id", row.postId())
        .addKeyValue("platform", row.platform())
        .addKeyValue("attempt", attempt)
        .addKeyValue("platform_post_id", platformPostId)
        .log("an attempt that was closed has made a post after all");
    verdicts.note(
        row, "answered_late", row.status(), "attempt " + attempt + " made " + platformPostId);
    boolean calledOff =
        row.status() == TargetStatus.CANCELLED || row.status() == TargetStatus.FAILED;
    if (row.aborting() && calledOff) {
      suspects.adopt(row, platformPostId, "answered after it had proved not to be there");
      suspects.sweep(row.postId(), row.userId(), clock.instant());
    }
  }
}
