package io.snshub.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
import io.snshub.platform.LaneTask.Action;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Preparation;
import io.snshub.platform.Retraction;
import io.snshub.platform.Sighting;
import io.snshub.platform.TestPlatforms;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import io.snshub.post.TargetStatus;
import io.snshub.saga.SagaLog;
import io.snshub.saga.SagaRun;
import io.snshub.saga.StepPendingException;
import io.snshub.saga.TestSagas;
import io.snshub.store.Dialect;
import io.snshub.store.Node;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every edge of a target's state machine, with the clock in hand. */
class TargetsTest {
  private static final Duration QUIET = TestEngine.QUIET;
  private static final Duration DEADLINE = TestEngine.DEADLINE;
  private static final Outcome PUBLISHED = new Outcome.Published("77", "https://plain/77");
  private static final PublishFailure BUSY =
      new PublishFailure.Transient("busy", "plain: busy", null);
  private static final PublishFailure NO = new PublishFailure.Permanent("no", "plain: no");
  private static final PublishFailure EXPIRED =
      new PublishFailure.NeedsReauth("expired", "plain: expired", true);

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
    private TestClock clock;
    private PostRows rows;
    private SagaLog sagas;
    private TestEngine engine;
    private TargetTable table;
    private Targets targets;
    private SagaRun run;
    private long post;
    private long id;
    private AccountDesk.Access access;
    private String remote;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void aPlannedTarget() {
      clock = new TestClock();
      rows = new PostRows(database, clock);
      sagas = TestSagas.log(database, "here", clock);
      access = new AccountDesk.Granted(new LaneWork.Account(1, "remote", "token"));
      engine = new TestEngine(database, sagas, new Node("here", false), account -> access, clock);
      table = engine.table;
      targets = engine.targets;
      remote = UUID.randomUUID().toString();
      newPost("keep");
      id = rows.target(post, TestPlatforms.PLAIN);
    }

    private void newPost(String onFailure) {
      UUID saga = UUID.randomUUID();
      post = rows.post(onFailure, saga.toString());
      sagas.open(saga, "publish", "post/" + post, 1, "direct:publish-post", clock.instant());
      run = TestSagas.claimOne(sagas, saga.toString());
    }

    /** Time goes by, and the saga's holder is alive. */
    private void later(Duration by) {
      clock.advance(by);
      TestSagas.renew(sagas, run);
    }

    private LaneOrder order() {
      return new LaneOrder(run, id, table.find(id).platform(), true);
    }

    private LaneTask enter() {
      return targets.enter(order());
    }

    private TargetRow row() {
      return table.find(id);
    }

    private TargetStatus status() {
      return row().status();
    }

    private LaneTask prepared() {
      return targets.prepared(enter(), new Preparation.Ready("handle"));
    }

    private LaneTask submitted() {
      return targets.openGate(prepared());
    }

    /** A target whose answer was lost; its first look is due. */
    private void inDoubt() {
      targets.settled(submitted(), new Outcome.Doubtful("timed out"));
      later(Duration.ofSeconds(1));
    }

    private void look(Sighting sighting) {
      LaneTask task = enter();
      assertThat(task.action()).isEqualTo(Action.RESOLVE);
      targets.seen(task, sighting);
    }

    private void abort() {
      jdbc.sql("update post set decision = 'abort' where id = ?").param(post).update();
    }

    private List<String> events() {
      return jdbc.sql("select type from outbox where subject = ? order by id")
          .param("post/" + post)
          .query(String.class)
          .list();
    }

    @Test
    void a_target_goes_from_planned_to_confirmed_and_every_step_is_written_down() {
      LaneTask prepare = enter();
      LaneTask submit = targets.prepared(prepare, new Preparation.Ready("handle"));
      LaneTask gate = targets.openGate(submit);
      assertThat(status()).isEqualTo(TargetStatus.SUBMITTING);
      assertThat(rows.verdicts(id)).containsExactly("open");
      LaneTask end = targets.settled(gate, PUBLISHED);

      assertThat(prepare.action()).isEqualTo(Action.PREPARE);
      assertThat(submit.action()).isEqualTo(Action.SUBMIT);
      assertThat(gate.work().handle()).isEqualTo("handle");
      assertThat(end.isWorking()).isFalse();
      assertThat(row().platformPostId()).isEqualTo("77");
      assertThat(rows.history(id))
          .containsExactly("preparing", "prepared", "submitting", "confirmed");
      assertThat(rows.verdicts(id)).containsExactly("answered");
      assertThat(events()).containsExactly("target:published");
    }

    @Test
    void a_handle_lies_sealed() {
      prepared();

      assertThat(row().sealedHandle()).isNotNull().doesNotContain("handle");
    }

    @Test
    void what_a_doubtful_call_brought_is_what_it_is_looked_for_by() {
      targets.settled(submitted(), new Outcome.Doubtful("still at work", "found by this"));
      later(Duration.ofSeconds(1));

      assertThat(enter().work().handle()).isEqualTo("found by this");
      assertThat(row().sealedHandle()).doesNotContain("found by this");
    }

    @Test
    void a_prepare_that_was_cut_off_is_done_again_with_its_last_handle() {
      LaneTask task = enter();
      targets.prepared(task, new Preparation.Pending("half", Duration.ofSeconds(5)));
      assertThat(enter().isWorking()).isFalse();

      later(Duration.ofSeconds(5));

      assertThat(enter().action()).isEqualTo(Action.PREPARE);
      assertThat(enter().work().handle()).isEqualTo("half");
    }

    @Test
    void a_prepare_that_can_go_on_at_once_does() {
      LaneTask task = targets.prepared(enter(), new Preparation.Pending("half", Duration.ZERO));

      assertThat(task.action()).isEqualTo(Action.PREPARE);
      assertThat(task.work().handle()).isEqualTo("half");
    }

    @Test
    void a_crash_between_intent_and_answer_leads_into_doubt_and_never_to_a_second_call() {
      submitted();

      LaneTask after = enter();

      assertThat(after.action()).isEqualTo(Action.RESOLVE);
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      assertThat(rows.verdicts(id)).containsExactly("open");
      assertThat(events()).contains("target:in_doubt");
    }

    @Test
    void a_look_knows_since_when_the_post_may_be_there() {
      submitted();
      java.time.Instant intent = clock.instant();
      later(Duration.ofSeconds(7));

      assertThat(enter().work().attemptAt()).isEqualTo(intent);
    }

    @Test
    void nothing_but_a_verdict_leads_out_of_doubt() {
      inDoubt();
      look(new Sighting.Absent());
      later(Duration.ofMinutes(1));
      look(new Sighting.Unclear("the look failed", false));
      later(Duration.ofMinutes(1));
      targets.stumbled(order(), new IllegalStateException("broken"));

      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      assertThat(rows.verdicts(id)).containsExactly("open");
    }

    @Test
    void an_absent_post_is_not_believed_before_the_quiet_time_and_the_lists_lag_are_over() {
      inDoubt();
      for (int i = 0; i < 3; i++) {
        look(new Sighting.Absent());
        later(Duration.ofSeconds(30));
      }
      assertThat(row().looks()).isEqualTo(3);
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);

      later(QUIET.plus(TestPlatforms.LAG).minusSeconds(91));
      look(new Sighting.Absent());
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      later(Duration.ofSeconds(30));
      look(new Sighting.Absent());

      assertThat(status()).isEqualTo(TargetStatus.PREPARING);
      assertThat(rows.verdicts(id)).containsExactly("not_created");
    }

    @Test
    void a_post_that_came_to_nothing_by_the_platforms_own_words_has_failed() {
      inDoubt();
      look(new Sighting.Failed(new PublishFailure.Permanent("too_long", "plain: too long")));

      assertThat(status()).isEqualTo(TargetStatus.FAILED);
      assertThat(rows.verdicts(id)).containsExactly("refused");
      assertThat(events()).contains("target:failed");
    }

    @Test
    void a_post_that_came_to_nothing_for_now_is_tried_again() {
      inDoubt();
      look(new Sighting.Failed(new PublishFailure.Transient("busy", "plain: busy", null)));

      assertThat(status()).isEqualTo(TargetStatus.PREPARING);
      assertThat(enter().isWorking()).isFalse();
      later(Duration.ofMinutes(5));
      assertThat(enter().action()).isEqualTo(Action.PREPARE);
    }

    @Test
    void a_clock_that_is_set_forward_does_not_end_the_quiet_time() {
      inDoubt();
      look(new Sighting.Absent());
      clock.jump(Duration.ofMinutes(5));
      for (int i = 0; i < 4; i++) {
        later(Duration.ofSeconds(30));
        look(new Sighting.Absent());
      }
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      later(QUIET.plus(TestPlatforms.LAG));
      look(new Sighting.Absent());
      later(Duration.ofSeconds(30));
      look(new Sighting.Absent());

      assertThat(status()).isEqualTo(TargetStatus.PREPARING);
    }

    @Test
    void a_look_is_as_old_as_its_call_however_late_its_answer_is_stored() {
      inDoubt();
      look(new Sighting.Absent());
      later(Duration.ofSeconds(30));
      look(new Sighting.Absent());
      later(Duration.ofSeconds(30));
      LaneTask third = enter();
      later(Duration.ofHours(1));

      targets.seen(third, new Sighting.Absent());

      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
    }

    @Test
    void a_look_whose_token_was_refused_is_repeated_with_a_fresh_one() {
      inDoubt();
      LaneTask refresh = targets.seen(enter(), Sighting.Unclear.after(EXPIRED));
      assertThat(refresh.action()).isEqualTo(Action.REFRESH);

      LaneTask again = targets.refreshed(refresh, new TokenGrant.Granted("fresh", null, null));

      assertThat(again.action()).isEqualTo(Action.RESOLVE);
      assertThat(again.work().attemptAt()).isNotNull();
      targets.seen(again, Sighting.Unclear.after(EXPIRED));
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
    }

    @Test
    void a_look_whose_token_can_not_be_refreshed_stays_a_look() {
      inDoubt();
      LaneTask refresh = targets.seen(enter(), Sighting.Unclear.after(EXPIRED));

      targets.refreshed(
          refresh,
          new TokenGrant.Denied(new PublishFailure.NeedsReauth("revoked", "plain: no", false)));

      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      assertThat(row().nextAttemptAt()).isAfter(clock.instant());
    }

    @Test
    void an_absent_post_is_not_believed_after_one_look_however_late() {
      inDoubt();
      later(Duration.ofHours(1));

      look(new Sighting.Absent());
      later(Duration.ofMinutes(1));
      look(new Sighting.Absent());
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      later(Duration.ofMinutes(1));
      look(new Sighting.Absent());

      assertThat(status()).isEqualTo(TargetStatus.PREPARING);
    }

    @Test
    void a_doubt_names_its_platform_once() {
      targets.settled(submitted(), new Outcome.Doubtful("plain: the answer was lost"));

      assertThat(row().errorMessage()).isEqualTo("plain: the answer was lost");
    }

    @Test
    void after_a_negative_verdict_a_second_attempt_may_be_made() {
      inDoubt();
      later(Duration.ofHours(1));
      for (int i = 0; i < 3; i++) {
        look(new Sighting.Absent());
        later(Duration.ofMinutes(1));
      }

      LaneTask second = targets.openGate(targets.prepared(enter(), new Preparation.Ready("again")));
      assertThat(second.action()).isEqualTo(Action.SEND);
      targets.settled(second, PUBLISHED);

      assertThat(rows.verdicts(id)).containsExactly("not_created", "answered");
      assertThat(row().attempts()).isEqualTo(2);
    }

    @Test
    void what_the_platform_still_waits_for_is_gone_on_with_when_nothing_can_arrive_any_more() {
      inDoubt();
      look(new Sighting.NotSubmitted("new"));
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      later(QUIET);
      look(new Sighting.NotSubmitted("new"));
      later(Duration.ofSeconds(30));
      look(new Sighting.NotSubmitted("newer"));

      LaneTask again = enter();

      assertThat(again.action()).isEqualTo(Action.PREPARE);
      assertThat(again.work().handle()).isEqualTo("newer");
      assertThat(rows.verdicts(id)).containsExactly("not_created");
    }

    @Test
    void a_found_post_is_adopted() {
      inDoubt();
      look(new Sighting.Found(remote, null));

      assertThat(status()).isEqualTo(TargetStatus.CONFIRMED);
      assertThat(row().platformPostId()).isEqualTo(remote);
      assertThat(rows.verdicts(id)).containsExactly("found");
    }

    @Test
    void a_found_post_that_is_another_targets_is_not_adopted() {
      long mine = id;
      newPost("keep");
      id = rows.target(post, TestPlatforms.PLAIN);
      targets.settled(submitted(), new Outcome.Published(remote, null));
      newPost("keep");
      id = rows.target(post, TestPlatforms.PLAIN);
      assertThat(id).isNotEqualTo(mine);
      inDoubt();

      look(new Sighting.Found(remote, null));

      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      assertThat(row().platformPostId()).isNull();
    }

    @Test
    void a_doubt_that_only_finds_anothers_post_ends_with_a_person() {
      newPost("keep");
      id = rows.target(post, TestPlatforms.PLAIN);
      targets.settled(submitted(), new Outcome.Published(remote, null));
      newPost("keep");
      id = rows.target(post, TestPlatforms.PLAIN);
      inDoubt();
      look(new Sighting.Found(remote, null));
      later(DEADLINE);

      look(new Sighting.Found(remote, null));

      assertThat(status()).isEqualTo(TargetStatus.NEEDS_HUMAN);
    }

    @Test
    void what_can_not_be_looked_for_goes_to_a_person() {
      id = rows.target(post, TestPlatforms.BLIND);
      inDoubt();
      look(new Sighting.Unclear("can't be read", false));

      assertThat(status()).isEqualTo(TargetStatus.NEEDS_HUMAN);
      assertThat(rows.verdicts(id)).containsExactly("open");
    }

    @Test
    void what_no_further_look_can_clear_goes_to_a_person() {
      inDoubt();
      look(new Sighting.Unclear("two posts match", true));

      assertThat(status()).isEqualTo(TargetStatus.NEEDS_HUMAN);
      assertThat(row().errorMessage()).contains("two posts match");
    }

    @Test
    void what_stays_unclear_goes_to_a_person_at_the_deadline() {
      inDoubt();
      look(new Sighting.Unclear("the look failed", false));
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      later(DEADLINE);
      look(new Sighting.Unclear("the look failed", false));

      assertThat(status()).isEqualTo(TargetStatus.NEEDS_HUMAN);
    }

    @Test
    void an_answer_that_comes_after_somebody_else_took_over_ends_the_doubt_and_is_kept() {
      LaneTask paused = submitted();
      enter();
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);

      LaneTask end = targets.settled(paused, PUBLISHED);

      assertThat(end.isWorking()).isFalse();
      assertThat(status()).isEqualTo(TargetStatus.CONFIRMED);
      assertThat(row().platformPostId()).isEqualTo("77");
      assertThat(rows.verdicts(id)).containsExactly("answered_late");
      assertThat(
              jdbc.sql("select evidence from attempt where target_id = ?")
                  .param(id)
                  .query(String.class)
                  .single())
          .contains("77");
    }

    @Test
    void a_late_refusal_proves_that_nothing_was_made() {
      LaneTask paused = submitted();
      enter();

      targets.settled(paused, new Outcome.Refused(BUSY));

      assertThat(status()).isEqualTo(TargetStatus.PREPARING);
      assertThat(rows.verdicts(id)).containsExactly("not_created");
    }

    @Test
    void a_late_answer_without_a_word_leaves_the_doubt() {
      LaneTask paused = submitted();
      enter();

      targets.settled(paused, new Outcome.Doubtful("timed out"));

      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      assertThat(rows.verdicts(id)).containsExactly("open");
    }

    @Test
    void a_late_answer_about_a_closed_attempt_is_written_down_and_changes_nothing() {
      LaneTask paused = submitted();
      enter();
      later(QUIET.plus(TestPlatforms.LAG));
      look(new Sighting.Absent());
      later(Duration.ofMinutes(1));
      look(new Sighting.Absent());
      later(Duration.ofMinutes(1));
      look(new Sighting.Absent());
      assertThat(status()).isEqualTo(TargetStatus.PREPARING);

      targets.settled(paused, PUBLISHED);

      assertThat(status()).isEqualTo(TargetStatus.PREPARING);
      assertThat(
              jdbc.sql("select detail from post_history where step = 'answered_late'")
                  .query(String.class)
                  .list())
          .contains("attempt 1 made 77");
    }

    @Test
    void a_run_that_was_taken_over_begins_nothing_and_draws_no_conclusions() {
      LaneTask sent = submitted();
      clock.advance(Duration.ofMinutes(1));
      SagaRun newer = TestSagas.claimOne(TestSagas.log(database, "there", clock), run.id());

      assertThat(enter().isWorking()).isFalse();
      targets.stumbled(order(), new IllegalStateException("woke up"));

      assertThat(newer.fence()).isGreaterThan(run.fence());
      assertThat(status()).isEqualTo(TargetStatus.SUBMITTING);
      assertThat(row().version()).isEqualTo(sent.version());
    }

    @Test
    void a_prepared_target_of_a_strict_post_fails_without_an_intent_when_its_account_is_gone() {
      newPost("rollback");
      id = rows.target(post, TestPlatforms.PLAIN);
      rows.put(id, TargetStatus.PREPARED);
      access = new AccountDesk.Refused(NO);
      LaneTask look = engine.publications.advance(run).tasks().get(0);

      assertThat(look.action()).isEqualTo(Action.ENTER);
      assertThat(targets.enter(look.order()).isWorking()).isFalse();

      assertThat(status()).isEqualTo(TargetStatus.FAILED);
      assertThat(rows.verdicts(id)).isEmpty();
    }

    @Test
    void an_intent_that_came_too_late_is_taken_back_and_may_be_made_again() {
      LaneTask late = submitted();

      assertThat(targets.withdrawn(late).isWorking()).isFalse();

      assertThat(status()).isEqualTo(TargetStatus.PREPARED);
      assertThat(rows.verdicts(id)).containsExactly("not_sent");
      assertThat(targets.openGate(enter()).action()).isEqualTo(Action.SEND);
      assertThat(rows.verdicts(id)).containsExactly("not_sent", "open");
    }

    @Test
    void an_intent_that_somebody_else_has_in_doubt_is_not_taken_back() {
      LaneTask late = submitted();
      enter();

      targets.withdrawn(late);

      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      assertThat(rows.verdicts(id)).containsExactly("open");
    }

    @Test
    void the_window_of_an_intent_is_open_for_two_seconds_however_the_clock_is_set() {
      LaneTask sent = submitted();
      clock.jump(Duration.ofMinutes(-5));
      assertThat(engine.window.missed(sent)).isFalse();

      clock.advance(Duration.ofMillis(2001));

      assertThat(engine.window.missed(sent)).isTrue();
    }

    @Test
    void two_nodes_at_one_gate_make_one_call() throws Exception {
      LaneTask ready = prepared();

      List<Boolean> let =
          together(
              4,
              () -> {
                try {
                  return targets.openGate(ready).isWorking();
                } catch (RuntimeException e) {
                  return false;
                }
              });

      assertThat(let).containsOnlyOnce(true);
      assertThat(rows.verdicts(id)).containsExactly("open");
    }

    @Test
    void the_gate_is_closed_to_a_run_that_was_taken_over() {
      LaneTask ready = prepared();
      clock.advance(Duration.ofMinutes(1));
      SagaRun newer = TestSagas.claimOne(TestSagas.log(database, "there", clock), run.id());

      assertThat(newer.fence()).isGreaterThan(run.fence());
      assertThat(targets.openGate(ready).isWorking()).isFalse();
      assertThat(status()).isEqualTo(TargetStatus.PREPARED);
    }

    @Test
    void the_gate_is_closed_once_the_saga_is_decided() {
      LaneTask ready = prepared();
      sagas.decide(run.id(), true, null);

      assertThat(targets.openGate(ready).isWorking()).isFalse();
      assertThat(rows.verdicts(id)).isEmpty();
    }

    @Test
    void the_gate_is_closed_once_the_post_is_decided() {
      LaneTask ready = prepared();
      abort();

      assertThat(targets.openGate(ready).isWorking()).isFalse();
      assertThat(rows.verdicts(id)).isEmpty();
    }

    @Test
    void the_gate_of_a_strict_post_is_closed_until_the_others_are_prepared() {
      newPost("rollback");
      id = rows.target(post, TestPlatforms.PLAIN);
      long other = rows.target(post, TestPlatforms.LASTING);
      LaneTask ready = prepared();
      assertThat(targets.openGate(ready).isWorking()).isFalse();

      rows.put(other, TargetStatus.PREPARED);

      assertThat(targets.openGate(ready).isWorking()).isTrue();
    }

    @Test
    void a_platforms_no_is_final() {
      targets.settled(submitted(), new Outcome.Refused(NO));

      assertThat(status()).isEqualTo(TargetStatus.FAILED);
      assertThat(rows.verdicts(id)).containsExactly("refused");
      assertThat(events()).containsExactly("target:failed");
      assertThat(enter().isWorking()).isFalse();
    }

    @Test
    void a_passing_failure_waits_at_least_as_long_as_the_platform_asks_for() {
      targets.settled(
          submitted(),
          new Outcome.Refused(
              new PublishFailure.Transient("limit", "plain: slow", Duration.ofSeconds(90))));

      assertThat(status()).isEqualTo(TargetStatus.PREPARING);
      assertThat(row().nextAttemptAt()).isEqualTo(clock.instant().plusSeconds(90));
      later(Duration.ofSeconds(89));
      assertThat(enter().isWorking()).isFalse();
      later(Duration.ofSeconds(1));

      assertThat(enter().action()).isEqualTo(Action.PREPARE);
    }

    @Test
    void a_platform_that_asks_for_no_pause_gets_one_all_the_same() {
      targets.settled(
          submitted(),
          new Outcome.Refused(new PublishFailure.Transient("limit", "plain: slow", Duration.ZERO)));

      assertThat(row().nextAttemptAt()).isAfter(clock.instant());
    }

    @Test
    void pauses_grow_from_failure_to_failure() {
      Duration longest = Duration.ZERO;
      for (int i = 0; i < 6; i++) {
        LaneTask task = i == 0 ? prepared() : enter();
        targets.settled(targets.openGate(task), new Outcome.Refused(BUSY));
        longest = Duration.between(clock.instant(), row().nextAttemptAt());
        later(longest.plusMillis(1));
      }

      // the sixth pause is 32 s, give or take a quarter
      assertThat(longest).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(40));
      assertThat(row().failures()).isEqualTo(6);
    }

    @Test
    void a_passing_failure_after_the_deadline_is_final() {
      LaneTask ready = prepared();
      later(DEADLINE.plusSeconds(1));
      targets.settled(targets.openGate(ready), new Outcome.Refused(BUSY));

      assertThat(status()).isEqualTo(TargetStatus.FAILED);
    }

    @Test
    void a_prepare_that_is_not_ready_at_the_deadline_has_failed() {
      targets.prepared(enter(), new Preparation.Pending("half", Duration.ofSeconds(5)));
      later(DEADLINE.plusSeconds(1));
      targets.prepared(enter(), new Preparation.Pending("half", Duration.ofSeconds(5)));

      assertThat(status()).isEqualTo(TargetStatus.FAILED);
      assertThat(row().errorMessage()).contains("deadline");
    }

    @Test
    void a_prepare_that_fails_for_now_is_tried_again_and_one_that_fails_for_good_is_not() {
      targets.prepared(enter(), new Preparation.Failed(BUSY));
      assertThat(status()).isEqualTo(TargetStatus.PREPARING);
      later(Duration.ofSeconds(2));
      targets.prepared(enter(), new Preparation.Failed(NO));

      assertThat(status()).isEqualTo(TargetStatus.FAILED);
    }

    @Test
    void an_expired_token_is_refreshed_once_and_the_call_made_again() {
      LaneTask refresh = targets.settled(submitted(), new Outcome.Refused(EXPIRED));
      assertThat(refresh.action()).isEqualTo(Action.REFRESH);
      access = new AccountDesk.Granted(new LaneWork.Account(1, "remote", "fresh"));

      LaneTask again = targets.refreshed(refresh, new TokenGrant.Granted("fresh", null, null));

      assertThat(again.action()).isEqualTo(Action.SUBMIT);
      assertThat(again.work().account().accessToken()).isEqualTo("fresh");
      assertThat(again.work().handle()).isEqualTo("handle");
      assertThat(status()).isEqualTo(TargetStatus.PREPARED);
      assertThat(rows.history(id)).endsWith("prepared", "submitting", "prepared", "prepared");
    }

    @Test
    void a_token_that_is_refused_again_after_its_refresh_is_a_failure() {
      LaneTask refresh = targets.settled(submitted(), new Outcome.Refused(EXPIRED));
      LaneTask again = targets.refreshed(refresh, new TokenGrant.Granted("fresh", null, null));

      targets.settled(targets.openGate(again), new Outcome.Refused(EXPIRED));

      assertThat(status()).isEqualTo(TargetStatus.FAILED);
      assertThat(rows.verdicts(id)).containsExactly("refused", "refused");
    }

    @Test
    void a_refresh_that_runs_elsewhere_is_waited_for() {
      LaneTask refresh = targets.settled(submitted(), new Outcome.Refused(EXPIRED));

      targets.refreshed(refresh, new TokenGrant.Denied(BUSY));

      assertThat(status()).isEqualTo(TargetStatus.PREPARED);
      assertThat(row().nextAttemptAt()).isAfter(clock.instant());
    }

    @Test
    void a_refresh_that_is_refused_for_good_fails_the_target() {
      LaneTask refresh = targets.prepared(enter(), new Preparation.Failed(EXPIRED));
      assertThat(refresh.action()).isEqualTo(Action.REFRESH);

      targets.refreshed(
          refresh,
          new TokenGrant.Denied(new PublishFailure.NeedsReauth("gone", "plain: gone", false)));

      assertThat(status()).isEqualTo(TargetStatus.FAILED);
    }

    @Test
    void without_an_account_a_target_fails_but_a_doubtful_one_waits_for_it() {
      inDoubt();
      access = new AccountDesk.Refused(NO);
      assertThat(enter().isWorking()).isFalse();
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      assertThat(row().nextAttemptAt()).isAfter(clock.instant());

      id = rows.target(post, TestPlatforms.LASTING);
      assertThat(enter().isWorking()).isFalse();

      assertThat(status()).isEqualTo(TargetStatus.FAILED);
    }

    @Test
    void a_hub_that_breaks_after_the_intent_is_in_doubt() {
      submitted();
      targets.stumbled(order(), new IllegalStateException("broken"));

      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
    }

    @Test
    void a_hub_that_breaks_before_the_intent_tries_again() {
      enter();
      targets.stumbled(order(), new IllegalStateException("broken"));

      assertThat(status()).isEqualTo(TargetStatus.PREPARING);
      assertThat(row().nextAttemptAt()).isAfter(clock.instant());
    }

    @Test
    void a_hub_that_breaks_while_it_looks_keeps_the_doubt_and_asks_a_person_after_the_deadline() {
      inDoubt();
      targets.stumbled(order(), new IllegalStateException("broken"));
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      assertThat(row().nextAttemptAt()).isAfter(clock.instant());
      later(DEADLINE);
      targets.stumbled(order(), new IllegalStateException("broken"));

      assertThat(status()).isEqualTo(TargetStatus.NEEDS_HUMAN);
      assertThat(rows.verdicts(id)).containsExactly("open");
    }

    @Test
    void what_was_never_sent_is_called_off_without_a_call() {
      prepared();
      abort();

      assertThat(targets.beginRetract(order()).isWorking()).isFalse();
      targets.requireRetracted(order());

      assertThat(status()).isEqualTo(TargetStatus.CANCELLED);
    }

    @Test
    void what_is_up_is_taken_down_and_counted_as_such_when_it_was_gone_already() {
      targets.settled(submitted(), PUBLISHED);
      abort();

      LaneTask task = targets.beginRetract(order());
      assertThat(task.action()).isEqualTo(Action.RETRACT);
      assertThat(task.work().platformPostId()).isEqualTo("77");
      assertThatThrownBy(() -> targets.requireRetracted(order()))
          .isInstanceOf(StepPendingException.class);
      targets.retracted(task, new Retraction.Gone());
      targets.requireRetracted(order());

      assertThat(status()).isEqualTo(TargetStatus.COMPENSATED);
      assertThat(events()).endsWith("target:compensated");
    }

    @Test
    void a_run_that_was_taken_over_takes_nothing_down() {
      targets.settled(submitted(), PUBLISHED);
      abort();
      clock.advance(Duration.ofMinutes(1));

      assertThatThrownBy(() -> targets.beginRetract(order()))
          .isInstanceOf(IllegalStateException.class);
      assertThat(status()).isEqualTo(TargetStatus.CONFIRMED);
    }

    @Test
    void a_crash_while_taking_down_repeats_the_call() {
      targets.settled(submitted(), PUBLISHED);
      abort();
      targets.beginRetract(order());

      assertThat(targets.beginRetract(order()).action()).isEqualTo(Action.RETRACT);
    }

    @Test
    void an_abort_finds_out_first_what_became_of_a_call_without_an_answer() {
      submitted();
      abort();
      assertThat(targets.beginRetract(order()).isWorking()).isFalse();
      assertThat(status()).isEqualTo(TargetStatus.IN_DOUBT);
      assertThatThrownBy(() -> targets.requireRetracted(order()))
          .isInstanceOfSatisfying(
              StepPendingException.class,
              pending -> assertThat(pending.until()).isEqualTo(row().nextAttemptAt()));
      later(Duration.ofSeconds(1));

      LaneTask look = targets.beginRetract(order());
      assertThat(look.action()).isEqualTo(Action.RESOLVE);
      targets.seen(look, new Sighting.Found(remote, null));
      assertThat(status()).isEqualTo(TargetStatus.CONFIRMED);
      targets.retracted(targets.beginRetract(order()), new Retraction.Gone());

      assertThat(status()).isEqualTo(TargetStatus.COMPENSATED);
    }

    @Test
    void an_abort_of_what_proves_not_to_be_there_ends_without_another_attempt() {
      inDoubt();
      abort();
      later(Duration.ofHours(1));
      for (int i = 0; i < 3; i++) {
        targets.seen(targets.beginRetract(order()), new Sighting.Absent());
        later(Duration.ofMinutes(1));
      }

      assertThat(status()).isEqualTo(TargetStatus.CANCELLED);
      assertThat(rows.verdicts(id)).containsExactly("not_created");
    }

    @Test
    void a_takedown_that_fails_for_now_waits_also_when_the_platform_asks_for_no_pause() {
      targets.settled(submitted(), PUBLISHED);
      abort();
      targets.retracted(
          targets.beginRetract(order()),
          new Retraction.Failed(
              new PublishFailure.Transient("limit", "plain: slow", Duration.ZERO)));

      assertThat(status()).isEqualTo(TargetStatus.COMPENSATING);
      assertThat(row().nextAttemptAt()).isAfter(clock.instant());
      assertThat(targets.beginRetract(order()).isWorking()).isFalse();
      later(Duration.ofSeconds(2));

      assertThat(targets.beginRetract(order()).action()).isEqualTo(Action.RETRACT);
    }

    @Test
    void a_takedown_that_is_refused_for_good_is_said_so() {
      targets.settled(submitted(), PUBLISHED);
      abort();
      targets.retracted(targets.beginRetract(order()), new Retraction.Failed(NO));
      targets.requireRetracted(order());

      assertThat(status()).isEqualTo(TargetStatus.COMPENSATION_FAILED);
    }

    @Test
    void what_can_not_be_taken_down_is_said_so() {
      targets.settled(submitted(), PUBLISHED);
      abort();
      targets.retracted(targets.beginRetract(order()), new Retraction.Impossible("no such call"));
      targets.requireRetracted(order());

      assertThat(status()).isEqualTo(TargetStatus.NOT_COMPENSABLE);
    }

    @Test
    void a_takedown_waits_for_an_account_to_be_connected_again_until_its_deadline() {
      PublishFailure revoked = new PublishFailure.NeedsReauth("revoked", "plain: revoked", false);
      targets.settled(submitted(), PUBLISHED);
      abort();
      targets.retracted(targets.beginRetract(order()), new Retraction.Failed(revoked));
      assertThat(status()).isEqualTo(TargetStatus.COMPENSATING);
      later(DEADLINE.plusSeconds(1));
      targets.retracted(targets.beginRetract(order()), new Retraction.Failed(revoked));

      assertThat(status()).isEqualTo(TargetStatus.COMPENSATION_FAILED);
    }

    @Test
    void an_expired_token_is_refreshed_for_a_takedown_too() {
      targets.settled(submitted(), PUBLISHED);
      abort();

      LaneTask refresh =
          targets.retracted(targets.beginRetract(order()), new Retraction.Failed(EXPIRED));
      LaneTask again = targets.refreshed(refresh, new TokenGrant.Granted("fresh", null, null));

      assertThat(again.action()).isEqualTo(Action.RETRACT);
      assertThat(again.work().platformPostId()).isEqualTo("77");
    }
  }
}
