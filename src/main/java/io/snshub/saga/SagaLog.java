package io.snshub.saga;

import io.snshub.store.Node;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The saga tables. Every write by a run names its fence and changes nothing when that is old. */
@Component
public class SagaLog {
  private final Sql sql;
  private final Node node;
  private final Clock clock;
  private final SagaSettings settings;

  SagaLog(Sql sql, Node node, Clock clock, SagaSettings settings) {
    this.sql = sql;
    this.node = node;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Writes a saga that is to start, in the caller's transaction.
   *
   * @param id its id, new
   * @param kind what it is for
   * @param subject about what
   * @param userId whose it is
   * @param door the {@code direct:} door of its route
   * @param startAt when it is due, or null to keep it asleep until {@link #wakeAt}
   */
  public void open(
      UUID id, String kind, String subject, long userId, String door, @Nullable Instant startAt) {
    insert(id.toString(), kind, subject, userId, door, startAt);
  }

  private void insert(
      String id,
      String kind,
      String subject,
      long userId,
      @Nullable String door,
      @Nullable Instant startAt) {
    sql.run("saga/open-saga")
        .param("id", id)
        .param("kind", kind)
        .param("subject", subject)
        .param("userId", userId)
        .param("door", door)
        .param("startAt", Sql.at(startAt))
        .param("now", now())
        .update();
  }

  /** Writes a saga that a route began by itself, already running and held by this node. */
  SagaRun openRunning(String kind) {
    String id = UUID.randomUUID().toString();
    // due only when the claim's lease would end: a driver that looks in between must not find it
    insert(id, kind, "route/0", 0, null, clock.instant().plus(settings.lease()));
    return claimOne(id).orElseThrow();
  }

  /** Makes a sleeping or waiting saga due at a time; ended and running ones stay as they are. */
  public boolean wakeAt(String id, Instant at) {
    return sql.run("saga/wake-saga")
            .param("id", id)
            .param("at", Sql.at(at))
            .param("now", now())
            .update()
        == 1;
  }

  /** Locks a saga for the rest of the transaction, whatever its state. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void lock(String id) {
    sql.run("saga/lock-saga").param("id", id).query(Integer.class).list();
  }

  /** Ends a saga that has not begun, in the caller's transaction; false when it has. */
  public boolean cancel(String id, String reason) {
    return sql.run("saga/cancel-saga")
            .param("id", id)
            .param("reason", reason)
            .param("now", now())
            .update()
        == 1;
  }

  /** Takes up to {@code most} due sagas for this node. */
  List<SagaRun> claim(int most) {
    return sql.run("saga/claim-due")
        .param("now", now())
        .param("until", leaseEnd())
        .param("node", node.name())
        .param("batch", most)
        .query(SagaRun::of)
        .list();
  }

  private Optional<SagaRun> claimOne(String id) {
    return sql.run("saga/claim-one")
        .param("id", id)
        .param("now", now())
        .param("until", leaseEnd())
        .param("node", node.name())
        .query(SagaRun::of)
        .optional();
  }

  /** Returns when the next saga is due, or null when none waits. */
  @Nullable Instant nextDue() {
    return sql.run("saga/find-next-due")
        .query((row, number) -> Sql.instant(row, "next_run_at"))
        .list()
        .get(0);
  }

  /** Extends the leases of sagas this node is working on. */
  int renew(Collection<String> ids) {
    return sql.run("saga/renew-leases")
        .param("ids", ids)
        .param("node", node.name())
        .param("until", leaseEnd())
        .update();
  }

  /** Makes every saga due that a process held which can't be alive any more. */
  int takeOver() {
    return node.alone() ? sql.run("saga/void-leases").param("now", now()).update() : 0;
  }

  /**
   * Locks the saga for the rest of the transaction and tells whether this run may still act: its
   * fence is the newest, its lease has time left and nothing is decided. Steps that joined since
   * the last time become durable with the transaction.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean hold(SagaRun run) {
    boolean held =
        sql.run("saga/hold-saga")
            .param("id", run.id())
            .param("fence", run.fence())
            .param("now", now())
            .query(Integer.class)
            .optional()
            .isPresent();
    if (held) {
      write(run);
    }
    return held;
  }

  private void write(SagaRun run) {
    List<SagaStep> steps = run.enlistments().waiting();
    if (steps.isEmpty()) {
      return;
    }
    steps.forEach(step -> insert(run.id(), step));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            run.enlistments().written(steps);
          }
        });
  }

  private void insert(String id, SagaStep step) {
    sql.run("saga/enlist-step")
        .param("id", id)
        .param("key", step.key())
        .param("compensation", step.compensation())
        .param("completion", step.completion())
        .param("options", step.optionsJson())
        .param("now", now())
        .update();
  }

  /**
   * Enlists a step once.
   *
   * @throws IllegalStateException when the saga is unknown, ended or decided
   */
  @Transactional
  void enlist(String id, SagaStep step) {
    if (sql.run("saga/lock-undecided").param("id", id).query(Integer.class).optional().isEmpty()) {
      throw new IllegalStateException("saga " + id + " takes no more steps");
    }
    insert(id, step);
  }

  /** Decides the saga of a run; its last steps become durable with the decision. */
  @Transactional
  void decide(SagaRun run, boolean compensate, @Nullable String reason) {
    decide(run.id(), compensate, reason);
    write(run);
  }

  /**
   * Decides a saga once; the same decision again is fine.
   *
   * @throws IllegalStateException when it was decided the other way, or is unknown
   */
  public void decide(String id, boolean compensate, @Nullable String reason) {
    String decision = compensate ? SagaRun.COMPENSATE : SagaRun.COMPLETE;
    int changed =
        sql.run("saga/decide-saga")
            .param("id", id)
            .param("decision", decision)
            .param("status", (compensate ? SagaStatus.COMPENSATING : SagaStatus.IN_PROGRESS).wire())
            .param("reason", reason)
            .param("now", now())
            .update();
    if (changed != 1) {
      throw new IllegalStateException("saga " + id + " is not open to " + decision);
    }
  }

  Optional<SagaRun> find(String id) {
    return sql.run("saga/find-saga").param("id", id).query(SagaRun::of).optional();
  }

  /** Returns where a saga stands, if it exists. */
  public Optional<SagaStatus> status(String id) {
    return sql.run("saga/find-status")
        .param("id", id)
        .query((row, number) -> SagaRun.status(row.getString("status")))
        .optional();
  }

  List<SagaStep> unfinishedSteps(String id) {
    return sql.run("saga/find-unfinished-steps").param("id", id).query(SagaStep::of).list();
  }

  void stepDone(String id, SagaStep step) {
    sql.run("saga/finish-step")
        .param("id", id)
        .param("key", step.key())
        .param("now", now())
        .update();
  }

  void stepFailed(String id, SagaStep step, String error) {
    sql.run("saga/fail-step")
        .param("id", id)
        .param("key", step.key())
        .param("error", error)
        .update();
  }

  /** Gives the saga back, to be claimed again at a time. */
  @Transactional
  boolean park(SagaRun run, Instant at, int failures) {
    boolean parked =
        sql.run("saga/park-saga")
                .param("id", run.id())
                .param("fence", run.fence())
                .param("at", Sql.at(at))
                .param("failures", failures)
                .param("now", now())
                .update()
            == 1;
    if (parked) {
      write(run);
    }
    return parked;
  }

  /** Ends a saga; steps that had nothing to call are done with it. */
  @Transactional
  boolean end(SagaRun run, SagaStatus status) {
    boolean ended =
        sql.run("saga/end-saga")
                .param("id", run.id())
                .param("fence", run.fence())
                .param("status", status.wire())
                .param("now", now())
                .update()
            == 1;
    if (ended && status != SagaStatus.FAILED) {
      sql.run("saga/finish-steps").param("id", run.id()).param("now", now()).update();
    }
    return ended;
  }

  private java.time.OffsetDateTime now() {
    return Sql.at(clock.instant());
  }

  private java.time.OffsetDateTime leaseEnd() {
    return Sql.at(clock.instant().plus(settings.lease()));
  }
}
