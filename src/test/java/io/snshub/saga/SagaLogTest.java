package io.snshub.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.store.Dialect;
import io.snshub.store.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.IllegalTransactionStateException;

class SagaLogTest {
  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    OnPostgresql() {
      super(Dialect.POSTGRESQL);
    }
  }

  abstract static class Contract extends DatabaseContract {
    private static final SagaStep STEP = SagaStep.of("direct:undo", null, Map.of("targetId", "1"));
    private TestClock clock;
    private SagaLog here;
    private SagaLog there;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void twoNodes() {
      empty("saga_step", "saga");
      clock = new TestClock();
      here = TestSagas.log(database, "here", clock);
      there = TestSagas.log(database, "there", clock);
    }

    private String opened(Instant startAt) {
      UUID id = UUID.randomUUID();
      here.open(id, "publish", "post/12", 1, "direct:publish-post", startAt);
      return id.toString();
    }

    private String opened() {
      return opened(clock.instant());
    }

    private boolean holds(SagaLog log, SagaRun run) {
      return Boolean.TRUE.equals(transaction.execute(status -> log.hold(run)));
    }

    @Test
    void two_claimers_at_once_never_get_the_same_saga() throws Exception {
      Set<String> open = new HashSet<>();
      for (int i = 0; i < 120; i++) {
        open.add(opened());
      }
      AtomicInteger number = new AtomicInteger();
      ConcurrentLinkedQueue<String> claimed = new ConcurrentLinkedQueue<>();

      together(
          4,
          () -> {
            SagaLog log = TestSagas.log(database, "node-" + number.incrementAndGet(), clock);
            while (claimed.size() < open.size()) {
              try {
                log.claim(7).forEach(run -> claimed.add(run.id()));
              } catch (DataAccessException e) {
                // a lost race for a lock is repeated, as the driver does
              }
            }
            return null;
          });

      assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(open);
    }

    @Test
    void a_claim_finds_the_earliest_first_and_no_more_than_asked_for() {
      String late = opened(clock.instant().minusSeconds(1));
      String early = opened(clock.instant().minusSeconds(2));
      opened(clock.instant().plusSeconds(1));
      opened(null);

      assertThat(here.claim(1)).extracting(SagaRun::id).containsExactly(early);
      assertThat(here.claim(9)).extracting(SagaRun::id).containsExactly(late);
      assertThat(here.claim(9)).isEmpty();
    }

    @Test
    void a_claim_says_when_the_saga_should_have_started() {
      Instant due = clock.instant().minusSeconds(5);
      opened(due);

      assertThat(here.claim(1)).extracting(SagaRun::dueAt).containsExactly(due);
    }

    @Test
    void nothing_is_due_before_the_earliest_time_of_all() {
      assertThat(here.nextDue()).isNull();
      opened(null);
      opened(clock.instant().plusSeconds(7));

      assertThat(here.nextDue()).isEqualTo(clock.instant().plusSeconds(7));
    }

    @Test
    void an_expired_lease_is_taken_over_and_the_old_fence_writes_nothing() {
      String id = opened();
      SagaRun old = TestSagas.claimOne(here, id);
      assertThat(there.claim(9)).isEmpty();

      clock.advance(TestSagas.LEASE.plusSeconds(1));
      SagaRun fresh = TestSagas.claimOne(there, id);

      assertThat(fresh.fence()).isGreaterThan(old.fence());
      assertThat(holds(here, old)).isFalse();
      assertThat(here.park(old, clock.instant(), 0)).isFalse();
      assertThat(here.end(old, SagaStatus.COMPLETED)).isFalse();
      assertThat(holds(there, fresh)).isTrue();
      assertThat(there.end(fresh, SagaStatus.COMPLETED)).isTrue();
    }

    @Test
    void nobody_acts_under_an_expired_lease_even_when_nobody_took_it_over() {
      SagaRun run = TestSagas.claimOne(here, opened());

      clock.advance(TestSagas.LEASE);

      assertThat(holds(here, run)).isFalse();
    }

    @Test
    void a_renewed_lease_is_not_taken_over() {
      String id = opened();
      SagaRun run = TestSagas.claimOne(here, id);

      clock.advance(Duration.ofSeconds(20));
      assertThat(here.renew(List.of(id))).isEqualTo(1);
      clock.advance(Duration.ofSeconds(20));

      assertThat(there.claim(9)).isEmpty();
      assertThat(holds(here, run)).isTrue();
    }

    @Test
    void a_lease_that_somebody_took_over_is_not_brought_back_by_renewing_it() {
      String id = opened();
      SagaRun paused = TestSagas.claimOne(here, id);
      clock.advance(TestSagas.LEASE.plusSeconds(1));
      SagaRun fresh = TestSagas.claimOne(there, id);

      assertThat(here.renew(List.of(id))).isZero();
      assertThat(holds(here, paused)).isFalse();
      assertThat(here.keeps(paused)).isFalse();
      assertThat(there.keeps(fresh)).isTrue();
    }

    @Test
    void an_expired_lease_that_nobody_took_over_is_extended_before_anything_goes_on() {
      String id = opened();
      SagaRun paused = TestSagas.claimOne(here, id);
      clock.advance(TestSagas.LEASE.multipliedBy(10));
      assertThat(holds(here, paused)).isFalse();

      assertThat(here.renew(List.of(id))).isEqualTo(1);

      assertThat(there.claim(9)).isEmpty();
      assertThat(holds(here, paused)).isTrue();
    }

    @Test
    void nothing_begins_in_the_last_tenth_of_a_lease() {
      SagaRun run = TestSagas.claimOne(here, opened());
      clock.advance(TestSagas.LEASE.minusSeconds(4));
      assertThat(holds(here, run)).isTrue();
      assertThat(here.keeps(run)).isTrue();

      clock.advance(Duration.ofSeconds(1));

      assertThat(holds(here, run)).isFalse();
      assertThat(here.keeps(run)).isFalse();
    }

    @Test
    void whatever_a_run_writes_under_an_old_fence_changes_nothing() {
      String id = opened();
      here.enlist(id, STEP);
      SagaRun old = TestSagas.claimOne(here, id);
      clock.advance(TestSagas.LEASE.plusSeconds(1));
      TestSagas.claimOne(there, id);

      assertThat(here.stepDone(old, STEP)).isFalse();
      assertThat(here.stepFailed(old, STEP, "late")).isFalse();
      assertThat(here.giveUp(old, 100, "late")).isFalse();
      assertThatThrownBy(() -> here.decide(old, true, "late"))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> here.enlist(old, SagaStep.of("direct:other", null, Map.of())))
          .isInstanceOf(IllegalStateException.class);

      assertThat(here.unfinishedSteps(id)).containsExactly(STEP);
      assertThat(count("saga_step", "attempts > 0 or last_error is not null")).isZero();
      assertThat(count("saga", "decision is null and status = 'in_progress'")).isEqualTo(1);
    }

    @Test
    void a_saga_without_anything_to_call_is_decided_and_ended_at_once() {
      String id = opened();
      here.enlist(id, STEP);
      SagaRun run = TestSagas.claimOne(here, id);
      run.enlistments().add(SagaStep.of("direct:other", null, Map.of()));

      assertThat(here.complete(run)).isTrue();

      assertThat(here.unfinishedSteps(id)).isEmpty();
      assertThat(count("saga_step", "status = 'finalized'")).isEqualTo(2);
      assertThat(count("saga", "decision = 'complete' and status = 'completed'")).isEqualTo(1);
      assertThat(here.complete(run)).isFalse();
    }

    @Test
    void a_saga_that_has_something_to_call_is_not_ended_before() {
      SagaStep calls = SagaStep.of(null, "direct:done", Map.of());
      SagaRun early = TestSagas.claimOne(here, opened());
      early.enlistments().add(calls);
      String id = opened();
      here.enlist(id, calls);
      SagaRun late = TestSagas.claimOne(here, id);

      assertThat(here.complete(early)).isFalse();
      assertThat(here.complete(late)).isFalse();

      assertThat(count("saga", "decision is null and ended_at is null")).isEqualTo(2);
    }

    @Test
    void a_saga_is_not_completed_against_another_decision_or_under_an_old_fence() {
      String id = opened();
      SagaRun run = TestSagas.claimOne(here, id);
      here.decide(id, true, "a person");
      SagaRun old = TestSagas.claimOne(here, opened());
      clock.advance(TestSagas.LEASE.plusSeconds(1));
      TestSagas.claimOne(there, old.id());

      assertThat(here.complete(run)).isFalse();
      assertThat(here.complete(old)).isFalse();

      assertThat(count("saga", "ended_at is null")).isEqualTo(2);
    }

    @Test
    void more_sagas_than_fit_into_one_statement_are_renewed() {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 1_500; i++) {
        ids.add("nobody-" + i);
      }
      ids.add(opened());
      here.claim(9);

      assertThat(here.renew(ids)).isEqualTo(1);
    }

    @Test
    void a_saga_that_a_route_began_is_renewed_until_it_is_left() {
      SagaRun run = here.openRunning("route");
      clock.advance(Duration.ofSeconds(20));
      assertThat(here.renew(List.of())).isEqualTo(1);

      here.leave(run.id());

      assertThat(here.renew(List.of())).isZero();
    }

    @Test
    void a_clock_that_is_set_back_makes_no_pause_longer_and_no_schedule_earlier() {
      String waiting = opened();
      here.park(TestSagas.claimOne(here, waiting), clock.instant().plusSeconds(60), 1);
      String scheduled = opened(clock.instant().plusSeconds(60));
      clock.advance(Duration.ofMinutes(-5));
      assertThat(here.claim(9)).isEmpty();

      assertThat(here.pullIn()).isEqualTo(1);

      assertThat(here.claim(9)).extracting(SagaRun::id).containsExactly(waiting);
      assertThat(here.nextDue()).isNotNull();
      assertThat(here.find(scheduled).orElseThrow().fence()).isZero();
    }

    @Test
    void a_pause_that_no_jump_of_the_clock_made_longer_is_kept() {
      here.park(TestSagas.claimOne(here, opened()), clock.instant().plusSeconds(60), 1);
      clock.advance(Duration.ofSeconds(1));

      assertThat(here.pullIn()).isZero();
    }

    @Test
    void a_failed_run_leaves_its_reason_and_a_good_one_removes_it() {
      String id = opened();
      SagaRun run = TestSagas.claimOne(here, id);
      here.park(run, clock.instant(), 1, "twitter: no answer");
      assertThat(count("saga", "last_error = 'twitter: no answer'")).isEqualTo(1);

      here.park(TestSagas.claimOne(here, id), clock.instant(), 0);

      assertThat(count("saga", "last_error is null")).isEqualTo(1);
    }

    @Test
    void only_the_holder_renews_a_lease() {
      String id = opened();
      here.claim(9);

      assertThat(there.renew(List.of(id))).isZero();
    }

    @Test
    void a_parked_saga_comes_back_at_its_time_and_remembers_its_failures() {
      SagaRun run = TestSagas.claimOne(here, opened());

      assertThat(here.park(run, clock.instant().plusSeconds(60), 3)).isTrue();
      clock.advance(Duration.ofSeconds(59));
      assertThat(there.claim(9)).isEmpty();
      clock.advance(Duration.ofSeconds(1));

      assertThat(there.claim(9)).extracting(SagaRun::failures).containsExactly(3);
    }

    @Test
    void a_parked_saga_can_not_be_held() {
      SagaRun run = TestSagas.claimOne(here, opened());
      here.park(run, clock.instant().plusSeconds(60), 0);

      assertThat(holds(here, run)).isFalse();
    }

    @Test
    void holding_needs_a_transaction() {
      SagaRun run = TestSagas.claimOne(here, opened());

      assertThatThrownBy(() -> here.hold(run)).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void waking_makes_a_sleeping_or_waiting_saga_due_but_not_a_running_or_ended_one() {
      String id = opened(null);
      assertThat(here.wakeAt(id, clock.instant())).isTrue();
      SagaRun run = TestSagas.claimOne(here, id);

      assertThat(here.wakeAt(id, clock.instant())).isFalse();
      here.park(run, clock.instant().plusSeconds(60), 0);
      assertThat(here.wakeAt(id, clock.instant())).isTrue();
      here.end(TestSagas.claimOne(here, id), SagaStatus.COMPLETED);
      assertThat(here.wakeAt(id, clock.instant())).isFalse();
    }

    @Test
    void only_a_saga_that_never_ran_can_be_cancelled() {
      String fresh = opened();
      String begun = opened();
      here.cancel(fresh, "by the user");
      here.claim(9);

      assertThat(here.status(fresh)).contains(SagaStatus.FAILED);
      assertThat(here.cancel(begun, "by the user")).isFalse();
      assertThat(here.find(begun)).isPresent();
    }

    @Test
    void the_same_decision_twice_is_fine_and_the_other_one_is_refused() {
      String id = opened();
      here.claim(9);

      here.decide(id, true, "twitter said no");
      there.decide(id, true, "another reason");

      assertThatThrownBy(() -> here.decide(id, false, null))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(id);
      assertThat(jdbc.sql("select reason from saga").query(String.class).single())
          .isEqualTo("twitter said no");
    }

    @Test
    void of_two_opposite_decisions_at_once_one_wins() throws Exception {
      for (int round = 0; round < 20; round++) {
        String id = opened();
        AtomicBoolean way = new AtomicBoolean();

        List<Boolean> won =
            together(
                2,
                () -> {
                  boolean compensate = way.getAndSet(true);
                  try {
                    here.decide(id, compensate, null);
                    return true;
                  } catch (IllegalStateException e) {
                    return false;
                  }
                });

        assertThat(won).containsExactlyInAnyOrder(true, false);
      }
    }

    @Test
    void nothing_is_decided_about_an_unknown_or_ended_saga() {
      String id = opened();
      here.end(TestSagas.claimOne(here, id), SagaStatus.COMPLETED);

      assertThatThrownBy(() -> here.decide(id, false, null))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> here.decide("nobody", false, null))
          .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_step_is_enlisted_once_also_by_several_threads() throws Exception {
      String id = opened();

      together(
          6,
          () -> {
            here.enlist(id, STEP);
            return null;
          });

      assertThat(here.unfinishedSteps(id)).containsExactly(STEP);
    }

    @Test
    void steps_with_other_options_are_other_steps_and_come_newest_first() {
      String id = opened();
      List<SagaStep> steps = new ArrayList<>();
      for (int target = 1; target <= 3; target++) {
        steps.add(0, SagaStep.of("direct:undo", null, Map.of("targetId", "" + target)));
        here.enlist(id, steps.get(0));
      }

      assertThat(here.unfinishedSteps(id)).containsExactlyElementsOf(steps);
      here.stepDone(TestSagas.claimOne(here, id), steps.get(1));
      assertThat(here.unfinishedSteps(id)).containsExactly(steps.get(0), steps.get(2));
    }

    @Test
    void a_decided_saga_and_an_unknown_one_take_no_more_steps() {
      String id = opened();
      here.decide(id, true, null);

      assertThatThrownBy(() -> here.enlist(id, STEP)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> here.enlist("nobody", STEP))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("nobody");
      assertThat(here.unfinishedSteps(id)).isEmpty();
    }

    @Test
    void a_process_that_is_alone_voids_the_leases_of_its_dead_predecessor() {
      String id = opened();
      here.claim(9);

      assertThat(there.takeOver()).isZero();
      SagaLog alone = TestSagas.log(database, new Node("alone", true), clock);

      assertThat(alone.takeOver()).isEqualTo(1);
      assertThat(alone.claim(9)).extracting(SagaRun::id).containsExactly(id);
    }

    @Test
    void a_saga_that_a_route_begins_is_never_claimed_by_a_driver_meanwhile() throws Exception {
      Set<String> taken = ConcurrentHashMap.newKeySet();
      AtomicBoolean done = new AtomicBoolean();
      ExecutorService driver = Executors.newSingleThreadExecutor();
      Future<?> claiming =
          driver.submit(
              () -> {
                while (!done.get()) {
                  there.claim(9).forEach(run -> taken.add(run.id()));
                }
              });

      try {
        for (int i = 0; i < 100; i++) {
          assertThat(here.openRunning("route").fence()).isEqualTo(1);
        }
      } finally {
        done.set(true);
        claiming.get();
        driver.shutdown();
      }

      assertThat(taken).isEmpty();
    }
  }
}
