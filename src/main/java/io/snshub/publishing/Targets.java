package io.snshub.publishing;

import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneBook;
import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
import io.snshub.platform.LaneTask.Action;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Preparation;
import io.snshub.platform.Retraction;
import io.snshub.platform.Sighting;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.TargetTable.Change;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lanes' book: the state machine of one target. Longer than other classes because every edge of
 * that machine stands here and nowhere else.
 *
 * <p>Whatever happens to the process, the row says what may be done next: {@code SUBMITTING}
 * without an answer only ever becomes {@code IN_DOUBT}, and only a verdict leads from there back to
 * {@code PREPARED}.
 */
@Component
class Targets implements LaneBook {
  private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

  private final TargetTable table;
  private final TargetVerdicts verdicts;
  private final TargetRetractions retractions;
  private final LaneWorks works;
  private final LaneStarts starts;
  private final AccountDesk accounts;
  private final Neighbours neighbours;
  private final LateAnswers lateAnswers;
  private final GhostSuspects suspects;

  Targets(
      TargetTable table,
      TargetVerdicts verdicts,
      TargetRetractions retractions,
      LaneWorks works,
      LaneStarts starts,
      AccountDesk accounts,
      Neighbours neighbours,
      LateAnswers lateAnswers,
      GhostSuspects suspects) {
    this.table = table;
    this.verdicts = verdicts;
    this.retractions = retractions;
    this.works = works;
    this.starts = starts;
    this.accounts = accounts;
    this.neighbours = neighbours;
    this.lateAnswers = lateAnswers;
    this.suspects = suspects;
  }

  @Override
  @Transactional
  public LaneTask enter(LaneOrder order) {
    TargetRow row = table.find(order.targetId());
    Instant now = neighbours.clock.instant();
    if (!row.heldBy(order.run()) || row.decision() != null) {
      return rest(order);
    }
    if (!row.status().open() || !row.due(now)) {
      return rest(order);
    }
    AccountDesk.Access access = accounts.open(row.accountId());
    if (access instanceof AccountDesk.Granted granted) {
      return begin(order, row, granted.account());
    }
    PublishFailure failure = ((AccountDesk.Refused) access).failure();
    if (row.status() == TargetStatus.SUBMITTING || row.status() == TargetStatus.IN_DOUBT) {
      verdicts.waitForAccount(row, failure);
    } else {
      verdicts.fail(row, failure);
    }
    return rest(order);
  }

  private LaneTask begin(LaneOrder order, TargetRow row, LaneWork.Account account) {
    return switch (row.status()) {
      case PLANNED -> {
        TargetRow begun = verdicts.begin(row);
        yield task(order, Action.PREPARE, works.of(begun, account, null), begun.version());
      }
      case PREPARING -> task(order, Action.PREPARE, works.of(row, account, null), row.version());
      case PREPARED ->
          order.mayPublish()
              ? task(order, Action.SUBMIT, works.of(row, account, null), row.version())
              : rest(order);
      case SUBMITTING -> {
        Instant attemptAt = table.openAttemptAt(row.id()).orElse(neighbours.clock.instant());
        long version = verdicts.doubt(row, "no answer was stored for the last call");
        yield task(order, Action.RESOLVE, works.of(row, account, attemptAt), version);
      }
      case IN_DOUBT -> {
        Instant attemptAt = table.openAttemptAt(row.id()).orElse(neighbours.clock.instant());
        yield task(order, Action.RESOLVE, works.of(row, account, attemptAt), row.version());
      }
      default -> rest(order);
    };
  }

  @Override
  @Transactional
  public LaneTask prepared(LaneTask task, Preparation preparation) {
    TargetRow row = current(task);
    if (row == null) {
      return task.rest();
    }
    if (preparation instanceof Preparation.Ready ready) {
      return ready(task, row, ready.handle());
    }
    if (preparation instanceof Preparation.Pending pending) {
      return pending(task, row, pending);
    }
    PublishFailure failure = ((Preparation.Failed) preparation).failure();
    if (refreshable(task, failure)) {
      return next(task, Action.REFRESH, work(task), row.version());
    }
    verdicts.refuse(row, failure, row.status());
    return task.rest();
  }

  private LaneTask ready(LaneTask task, TargetRow row, String handle) {
    Change change = Change.to(row, TargetStatus.PREPARED).handle(works.seal(handle));
    long version = table.change(row, change.failures(0));
    verdicts.note(row, "prepared", TargetStatus.PREPARED, null);
    return task.order().mayPublish()
        ? next(task, Action.SUBMIT, work(task).withHandle(handle), version)
        : task.rest();
  }

  private LaneTask pending(LaneTask task, TargetRow row, Preparation.Pending pending) {
    if (verdicts.late(row)) {
      verdicts.fail(row, "processing_timeout", "not ready before the deadline");
      return task.rest();
    }
    Instant until = pastPause(pending.pause());
    Change change = Change.to(row, row.status()).handle(works.seal(pending.handle()));
    long version = table.change(row, change.waiting(until));
    LaneWork work = work(task).withHandle(pending.handle());
    return until == null ? next(task, Action.PREPARE, work, version) : task.rest();
  }

  private @Nullable Instant pastPause(Duration pause) {
    return pause.isZero() ? null : neighbours.clock.instant().plus(pause);
  }

  @Override
  @Transactional
  public LaneTask openGate(LaneTask task) {
    if (!neighbours.sagas.hold(task.order().run())) {
      return task.rest();
    }
    TargetRow row = current(task);
    if (row == null || row.status() != TargetStatus.PREPARED || !neighbours.allow(row)) {
      return task.rest();
    }
    return starts.send(task.order(), row, work(task).account(), task.refreshed());
  }

  @Override
  @Transactional
  public LaneTask withdrawn(LaneTask task) {
    TargetRow row = current(task);
    if (row != null) {
      verdicts.withdraw(row);
    }
    return task.rest();
  }

  @Override
  @Transactional
  public LaneTask settled(LaneTask task, Outcome outcome) {
    neighbours.meters.answered(task);
    TargetRow row = current(task);
    if (row == null) {
      lateAnswers.take(task, outcome);
      return task.rest();
    }
    if (outcome instanceof Outcome.Published published) {
      verdicts.confirm(row, published.platformPostId(), published.permalink(), "answered");
    } else if (outcome instanceof Outcome.Doubtful doubtful) {
      String handle = doubtful.handle() == null ? null : works.seal(doubtful.handle());
      verdicts.doubt(row, doubtful.reason(), handle);
    } else if (outcome instanceof Outcome.Refused refused) {
      table.closeAttempt(row.id(), "refused", refused.failure().message());
      if (refreshable(task, refused.failure())) {
        long version = table.change(row, Change.to(row, TargetStatus.PREPARED));
        verdicts.note(row, "token_expired", TargetStatus.PREPARED, refused.failure().message());
        return next(task, Action.REFRESH, work(task), version);
      }
      // prepared anew before the next try: what was prepared may have expired by then
      verdicts.refuse(row, refused.failure(), TargetStatus.PREPARING);
    }
    return task.rest();
  }

  @Override
  @Transactional
  public LaneTask seen(LaneTask task, Sighting sighting) {
    TargetRow row = current(task);
    if (row != null
        && sighting instanceof Sighting.Unclear unclear
        && unclear.tokenRefused()
        && !task.refreshed()) {
      return next(task, Action.REFRESH, work(task), row.version());
    }
    if (row != null && row.suspect()) {
      return suspects.haunted(row, sighting) ? takeDown(task) : task.rest();
    }
    if (row != null && row.status() == TargetStatus.IN_DOUBT) {
      String handle =
          sighting instanceof Sighting.NotSubmitted again ? works.seal(again.handle()) : null;
      verdicts.judge(row, sighting, handle);
    }
    return task.rest();
  }

  private LaneTask takeDown(LaneTask task) {
    TargetRow row = table.find(task.order().targetId());
    return next(task, Action.RETRACT, works.of(row, work(task).account(), null), row.version());
  }

  @Override
  @Transactional
  public LaneTask retracted(LaneTask task, Retraction retraction) {
    TargetRow row = current(task);
    if (row == null) {
      return task.rest();
    }
    if (retraction instanceof Retraction.Failed failed && refreshable(task, failed.failure())) {
      return next(task, Action.REFRESH, work(task), row.version());
    }
    retractions.settle(row, retraction);
    return task.rest();
  }

  @Override
  @Transactional
  public LaneTask refreshed(LaneTask task, TokenGrant grant) {
    TargetRow row = current(task);
    if (row == null) {
      return task.rest();
    }
    if (grant instanceof TokenGrant.Denied denied) {
      if (row.status() == TargetStatus.COMPENSATING) {
        retractions.settle(row, new Retraction.Failed(denied.failure()));
      } else if (row.status() == TargetStatus.IN_DOUBT) {
        verdicts.judge(row, new Sighting.Unclear(denied.failure().message(), false), null);
      } else if (row.suspect()) {
        suspects.haunted(row, new Sighting.Unclear(denied.failure().message(), false));
      } else {
        verdicts.refuse(row, denied.failure(), row.status());
      }
      return task.rest();
    }
    verdicts.note(row, "token_refreshed", row.status(), null);
    if (!(accounts.open(row.accountId()) instanceof AccountDesk.Granted granted)) {
      return task.rest();
    }
    Action again =
        switch (row.status()) {
          case PREPARED -> Action.SUBMIT;
          case COMPENSATING -> Action.RETRACT;
          case IN_DOUBT, CANCELLED, FAILED -> Action.RESOLVE;
          default -> Action.PREPARE;
        };
    LaneWork work = works.of(row, granted.account(), lookedForSince(row));
    return new LaneTask(task.order(), again, work, row.version(), true);
  }

  @Override
  @Transactional
  public void stumbled(LaneOrder order, @Nullable Throwable cause) {
    LOG.atError()
        .addKeyValue("target", order.targetId())
        .addKeyValue("platform", order.platform())
        .setCause(cause)
        .log("lane broke");
    TargetRow row = table.find(order.targetId());
    if (row.status().open() && !row.heldBy(order.run())) {
      return;
    }
    if (row.status() == TargetStatus.SUBMITTING) {
      verdicts.doubt(row, "the hub failed before it could store an answer");
      return;
    }
    if (row.status() == TargetStatus.IN_DOUBT) {
      // a look that broke is no verdict, also when it is late
      verdicts.judge(row, new Sighting.Unclear("the hub failed, see its log", false), null);
      return;
    }
    if (row.suspect()) {
      suspects.haunted(row, new Sighting.Unclear("the hub failed, see its log", false));
      return;
    }
    PublishFailure failure =
        new PublishFailure.Transient("hub_error", "the hub failed, see its log", null);
    if (row.status().open()) {
      verdicts.refuse(row, failure, row.status());
    } else if (row.status() == TargetStatus.COMPENSATING) {
      retractions.settle(row, new Retraction.Failed(failure));
    }
  }

  @Override
  @Transactional
  public LaneTask beginRetract(LaneOrder order) {
    if (!neighbours.sagas.lead(order.run())) {
      throw new IllegalStateException("saga " + order.run().id() + " was taken over or has ended");
    }
    if (!table.there(order.targetId())) {
      // it was prepared ahead, and then removed from its post
      return rest(order);
    }
    TargetRow row = table.find(order.targetId());
    Action action = retractions.begin(row);
    if (action == Action.REST) {
      return rest(order);
    }
    TargetRow fresh = table.find(order.targetId());
    AccountDesk.Access access = accounts.open(row.accountId());
    if (access instanceof AccountDesk.Granted granted) {
      LaneWork work = works.of(fresh, granted.account(), lookedForSince(row));
      return task(order, action, work, fresh.version());
    }
    PublishFailure failure = ((AccountDesk.Refused) access).failure();
    if (action == Action.RETRACT) {
      retractions.settle(fresh, new Retraction.Failed(failure));
    } else {
      verdicts.waitForAccount(fresh, failure);
    }
    return rest(order);
  }

  private @Nullable Instant lookedForSince(TargetRow row) {
    return row.suspect()
        ? table.notCreatedAt(row.id())
        : table.openAttemptAt(row.id()).orElse(null);
  }

  @Override
  @Transactional(readOnly = true)
  public void requireRetracted(LaneOrder order) {
    if (table.there(order.targetId())) {
      retractions.requireDone(table.find(order.targetId()));
    }
  }

  /** Returns the target as the task knew it, or null when somebody else has changed it since. */
  private @Nullable TargetRow current(LaneTask task) {
    TargetRow row = table.find(task.order().targetId());
    return row.version() == task.version() ? row : null;
  }

  private static boolean refreshable(LaneTask task, PublishFailure failure) {
    return failure instanceof PublishFailure.NeedsReauth reauth
        && reauth.refreshable()
        && !task.refreshed();
  }

  private static LaneWork work(LaneTask task) {
    LaneWork work = task.work();
    if (work == null) {
      throw new IllegalStateException("a resting task has no work");
    }
    return work;
  }

  private static LaneTask rest(LaneOrder order) {
    return new LaneTask(order, Action.REST, null, 0, false);
  }

  private static LaneTask task(LaneOrder order, Action action, LaneWork work, long version) {
    return new LaneTask(order, action, work, version, false);
  }

  private static LaneTask next(LaneTask task, Action action, LaneWork work, long version) {
    return new LaneTask(task.order(), action, work, version, task.refreshed());
  }
}
