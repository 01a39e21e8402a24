package io.snshub.saga;

import io.snshub.store.Node;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The saga tables. Every write by a run names its fence and changes nothing when that is old. Knows
 * also which sagas a route of this process began by itself, because nobody else renews their
 * leases.
 */
@Component
public class SagaLog {
  /** Most sagas in one statement that names each. */
  private static final int CHUNK = 1_000;

  /** Nodes' clocks may differ by this without one seeing the other's rows as from the future. */
  private static final Duration SKEW = Duration.ofSeconds(1);

  private final Sql sql;
  private final Node node;
  private final Clock clock;
  private final SagaSettings settings;
  private final Set<String> routeSagas = ConcurrentHashMap.newKeySet();

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
    sql.later("saga/open-saga")
        .param("id", id)
        .param("kind", kind)
        .param("subject", subject)
        .param("userId", userId)
        .param("door", door)
        .param("startAt", Sql.at(startAt))
        .param("now", now())
        .add();
  }

  /**
   * Writes a saga that a route began by itself, already running and held by this node, which renews
   * its lease until {@link #leave}.
   */
  SagaRun openRunning(String kind) {
    String id = UUID.randomUUID().toString();
    // due only when the claim's lease would end: a driver that looks in between must not find it
    insert(id, kind, "route/0", 0, null, clock.instant().plus(settings.lease()));
    SagaRun run = claimOne(id).orElseThrow();
    routeSagas.add(id);
    return run;
  }

  /** Stops renewing the lease of a saga that a route began by itself. */
  void leave(String id) {
    routeSagas.remove(id);
  }

  /**
   * Makes a sleeping or waiting saga due at a time, or puts it to sleep when that is null; ended
   * and running ones stay as they are.
   */
  public boolean wakeAt(String id, @Nullable Instant at) {
    return sql.run("saga/wake-saga")
            .param("id", id)
            .param("at", Sql.at(at))
            .param("now", now())
            .update()
        == 1;
  }

  /**
   * Makes a user's saga go on at once: one that was given up in the direction it had, one that
   * waits without waiting longer. Its failures are forgotten.
   */
  @Transactional
  public Resumption resume(String id, long userId) {
    Resumption standing =
        sql.run("saga/lock-own-saga")
            .param("id", id)
            .param("userId", userId)
            .query((row, number) -> standing(row))
            .optional()
            .orElse(Resumption.UNKNOWN);
    if (standing == Resumption.DUE) {
      sql.run("saga/resume-saga").param("id", id).param("now", now()).update();
    }
    return standing;
  }

  private static Resumption standing(ResultSet row) throws SQLException {
    boolean begun = row.getInt("runs") > 0;
    return switch (SagaRun.status(row.getString("status"))) {
      case COMPLETED, COMPENSATED -> Resumption.ENDED;
      case FAILED -> begun ? Resumption.DUE : Resumption.CANCELLED;
      case PENDING -> Resumption.NOT_STARTED;
      case IN_PROGRESS, COMPENSATING ->
          row.getString("lease_owner") == null ? Resumption.DUE : Resumption.RUNNING;
    };
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

  /**
   * Extends the leases of sagas this node is working on, those included that its routes began. An
   * expired lease is extended too as long as nobody else has taken the saga over.
   *
   * @return how many are still this node's
   */
  int renew(Collection<String> ids) {
    List<String> all = new ArrayList<>(ids);
    all.addAll(routeSagas);
    int renewed = 0;
    for (int from = 0; from < all.size(); from += CHUNK) {
      renewed +=
          sql.run("saga/renew-leases")
              .param("ids", all.subList(from, Math.min(from + CHUNK, all.size())))
              .param("node", node.name())
              .param("until", leaseEnd())
              .update();
    }
    return renewed;
  }

  /**
   * Makes those sagas due that were given back at a time still to come: the clock has been set back
   * since, and their pauses would be longer by that much. Sagas that wait for their first start, a
   * scheduled post's say, keep their time.
   */
  int pullIn() {
    return sql.run("saga/pull-in")
        .param("now", now())
        .param("future", Sql.at(clock.instant().plus(SKEW)))
        .update();
  }

  /** Tells whether a run may still act: its fence is the newest, a tenth of its lease is left. */
  boolean keeps(SagaRun run) {
    return sql.run("saga/keep-saga")
        .param("id", run.id())
        .param("fence", run.fence())
        .param("now", withMargin())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Makes every saga due that a process held which can't be alive any more. */
  int takeOver() {
    return node.alone() ? sql.run("saga/void-leases").param("now", now()).update() : 0;
  }

  /**
   * Locks the saga for the rest of the transaction and tells whether this run may still act: its
   * fence is the newest, a tenth of its lease is left and nothing is decided. Steps that joined
   * since the last time become durable with the transaction.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean hold(SagaRun run) {
    boolean held =
        sql.run("saga/hold-saga")
            .param("id", run.id())
            .param("fence", run.fence())
            .param("now", withMargin())
            .query(Integer.class)
            .optional()
            .isPresent();
    if (held) {
      write(run);
    }
    return held;
  }

  /**
   * Locks the saga for the rest of the transaction and tells whether this run is still the one that
   * carries it out, decided or not: its fence is the newest, its lease has time left.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean lead(SagaRun run) {
    return sql.run("saga/lock-leading")
        .param("id", run.id())
        .param("fence", run.fence())
        .param("now", now())
        .query(Integer.class)
        .optional()
        .isPresent();
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

  /**
   * Enlists a step once, on behalf of a run.
   *
   * @throws IllegalStateException when the saga is another run's, ended or decided
   */
  @Transactional
  void enlist(SagaRun run, SagaStep step) {
    if (sql.run("saga/lock-held")
        .param("id", run.id())
        .param("fence", run.fence())
        .query(Integer.class)
        .optional()
        .isEmpty()) {
      throw new IllegalStateException("saga " + run.id() + " takes no more steps of this run");
    }
    insert(run.id(), step);
  }

  /**
   * Decides the saga of a run; its last steps become durable with the decision.
   *
   * @throws IllegalStateException when the saga is another run's, or was decided the other way
   */
  @Transactional
  void decide(SagaRun run, boolean compensate, @Nullable String reason) {
    decided(sql.run("saga/decide-held").param("fence", run.fence()), run.id(), compensate, reason);
    write(run);
  }

  /** Decides the saga that a route began by itself, and gives it to whichever driver is next. */
  @Transactional
  void handOver(SagaRun run, boolean compensate, @Nullable String reason) {
    leave(run.id());
    String decision = compensate ? SagaRun.COMPENSATE : SagaRun.COMPLETE;
    if (find(run.id()).map(SagaRun::decision).filter(decision::equals).isPresent()) {
      return;
    }
    decide(run, compensate, reason);
    park(run, clock.instant(), 0);
  }

  /**
   * Decides a saga once; the same decision again is fine.
   *
   * @throws IllegalStateException when it was decided the other way, or is unknown
   */
  public void decide(String id, boolean compensate, @Nullable String reason) {
    decided(sql.run("saga/decide-saga"), id, compensate, reason);
  }

  private void decided(
      JdbcClient.StatementSpec statement, String id, boolean compensate, @Nullable String reason) {
    String decision = compensate ? SagaRun.COMPENSATE : SagaRun.COMPLETE;
    int changed =
        statement
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

  /** Marks a step done; false when the saga is another run's by now. */
  boolean stepDone(SagaRun run, SagaStep step) {
    return sql.run("saga/finish-step")
            .param("id", run.id())
            .param("fence", run.fence())
            .param("key", step.key())
            .param("now", now())
            .update()
        == 1;
  }

  /** Counts a step's failure; false when the saga is another run's by now. */
  boolean stepFailed(SagaRun run, SagaStep step, String error) {
    return sql.run("saga/fail-step")
            .param("id", run.id())
            .param("fence", run.fence())
            .param("key", step.key())
            .param("error", error)
            .update()
        == 1;
  }

  /** Gives the saga back after a run that did not fail, to be claimed again at a time. */
  @Transactional
  boolean park(SagaRun run, Instant at, int failures) {
    return park(run, at, failures, null);
  }

  /** Gives the saga back, to be claimed again at a time; says why the run failed if it did. */
  @Transactional
  boolean park(SagaRun run, Instant at, int failures, @Nullable String error) {
    boolean parked =
        sql.run("saga/park-saga")
                .param("id", run.id())
                .param("fence", run.fence())
                .param("at", Sql.at(at))
                .param("failures", failures)
                .param("error", error)
                .param("now", now())
                .update()
            == 1;
    if (parked) {
      write(run);
    }
    return parked;
  }

  /** Ends a saga well; steps that had nothing to call are done with it. */
  @Transactional
  boolean end(SagaRun run, SagaStatus status) {
    boolean ended = end(run, status, 0, null);
    if (ended) {
      sql.run("saga/finish-steps").param("id", run.id()).param("now", now()).update();
    }
    return ended;
  }

  /** Ends a saga that a person must look at; its steps stay as they are. */
  @Transactional
  boolean giveUp(SagaRun run, int failures, @Nullable String error) {
    return end(run, SagaStatus.FAILED, failures, error);
  }

  private boolean end(SagaRun run, SagaStatus status, int failures, @Nullable String error) {
    return sql.run("saga/end-saga")
            .param("id", run.id())
            .param("fence", run.fence())
            .param("status", status.wire())
            .param("failures", failures)
            .param("error", error)
            .param("now", now())
            .update()
        == 1;
  }

  private java.time.OffsetDateTime now() {
    return Sql.at(clock.instant());
  }

  /** What is begun under a lease must be able to begin within it. */
  private java.time.OffsetDateTime withMargin() {
    return Sql.at(clock.instant().plus(settings.lease().dividedBy(10)));
  }

  private java.time.OffsetDateTime leaseEnd() {
    return Sql.at(clock.instant().plus(settings.lease()));
  }
}
