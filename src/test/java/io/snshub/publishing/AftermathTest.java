package io.snshub.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.call.ProblemException;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
import io.snshub.platform.LaneTask.Action;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Preparation;
import io.snshub.platform.Retraction;
import io.snshub.platform.Sighting;
import io.snshub.platform.TestPlatforms;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.SettleCommand.SettleRequest;
import io.snshub.saga.SagaLog;
import io.snshub.saga.SagaRun;
import io.snshub.saga.TestSagas;
import io.snshub.store.Dialect;
import io.snshub.store.Node;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What comes after a post has ended or come to a halt: ghosts, and a person's word. */
class AftermathTest {

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
    private static final Sighting ABSENT = new Sighting.Absent();
    private TestClock clock;
    private PostRows rows;
    private SagaLog sagas;
    private TestEngine engine;
    private SagaRun run;
    private long post;
    private long id;
    private String remote;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void aStrictPost() {
      clock = new TestClock();
      rows = new PostRows(database, clock);
      sagas = TestSagas.log(database, "here", clock);
      AccountDesk desk =
          account -> new AccountDesk.Granted(new LaneWork.Account(1, "remote", "token"));
      engine = new TestEngine(database, sagas, new Node("here", false), desk, clock);
      empty("saga_step", "saga");
      UUID saga = UUID.randomUUID();
      post = rows.post("rollback", saga.toString());
      sagas.open(saga, "publish", "post/" + post, 1, "direct:publish-post", clock.instant());
      run = TestSagas.claimOne(sagas, saga.toString());
      id = rows.target(post, TestPlatforms.PLAIN);
      remote = UUID.randomUUID().toString();
    }

    private void later(Duration by) {
      clock.advance(by);
      TestSagas.renew(sagas, run);
    }

    private LaneOrder order() {
      return new LaneOrder(run, id, TestPlatforms.PLAIN, true);
    }

    private TargetRow row() {
      return engine.table.find(id);
    }

    private String postStatus() {
      return jdbc.sql("select status from post where id = ?")
          .param(post)
          .query(String.class)
          .single();
    }

    private LaneTask lostAnswer() {
      LaneTask prepare = engine.targets.enter(order());
      LaneTask submit = engine.targets.prepared(prepare, new Preparation.Ready("handle"));
      LaneTask sent = engine.targets.openGate(submit);
      engine.targets.settled(sent, new Outcome.Doubtful("timed out"));
      later(Duration.ofSeconds(1));
      return sent;
    }

    private void look(Sighting sighting) {
      engine.targets.seen(engine.targets.enter(order()), sighting);
    }

    /** Another target has failed; this one's look, made for the abort, says what it says. */
    private void abort() {
      long other = rows.target(post, TestPlatforms.BLIND);
      rows.put(other, TargetStatus.FAILED);
      engine.publications.advance(run);
      sagas.wakeAt(run.id(), clock.instant());
    }

    private void retract(Sighting sighting) {
      engine.targets.seen(engine.targets.beginRetract(order()), sighting);
    }

    /** The post is taken back; its lost answer proved not to have made anything. */
    private void takenBackWithASuspect() {
      lostAnswer();
      abort();
      for (int i = 0; i < 6; i++) {
        later(Duration.ofMinutes(1));
        if (row().status() == TargetStatus.IN_DOUBT) {
          retract(ABSENT);
        }
      }
      assertThat(row().status()).isEqualTo(TargetStatus.CANCELLED);
      engine.takedowns.markTakenBack(run, post);
    }

    private SagaRun claim(String kind) {
      return TestSagas.claimAll(sagas).stream()
          .filter(claimed -> claimed.kind().equals(kind))
          .findFirst()
          .orElseThrow();
    }

    @Test
    void after_an_abort_what_was_not_there_is_looked_for_again_at_1_10_and_60_minutes() {
      takenBackWithASuspect();
      assertThat(postStatus()).isEqualTo("failed");
      int looks = 0;
      for (int minute = 1; minute <= 120; minute++) {
        later(Duration.ofMinutes(1));
        if (row().suspect() && row().due(clock.instant())) {
          looks++;
          assertThat(minute).isIn(1, 10, 60);
          retract(ABSENT);
        }
      }

      assertThat(looks).isEqualTo(3);
      assertThat(row().suspect()).isFalse();
      assertThat(row().status()).isEqualTo(TargetStatus.CANCELLED);
    }

    @Test
    void a_ghost_that_appears_after_an_abort_is_taken_down_and_the_post_says_so() {
      takenBackWithASuspect();
      later(Duration.ofMinutes(1));
      SagaRun sweep = claim(Takedowns.SWEEP);
      assertThat(engine.takedowns.due(sweep)).extracting(LaneOrder::targetId).containsExactly(id);

      LaneTask down =
          engine.targets.seen(
              engine.targets.beginRetract(order()), new Sighting.Found(remote, null));
      assertThat(down.action()).isEqualTo(Action.RETRACT);
      assertThat(down.work().platformPostId()).isEqualTo(remote);
      engine.targets.retracted(down, new Retraction.Gone());

      assertThat(engine.takedowns.settle(sweep).verdict()).isEqualTo(Settlement.Verdict.COMMIT);
      assertThat(row().status()).isEqualTo(TargetStatus.COMPENSATED);
      assertThat(postStatus()).isEqualTo("compensated");
    }

    @Test
    void a_look_that_failed_is_no_look_and_comes_again() {
      takenBackWithASuspect();
      later(Duration.ofMinutes(1));
      retract(new Sighting.Unclear("busy", false));

      assertThat(row().suspect()).isTrue();
      assertThat(row().looks()).isZero();
      later(Duration.ofMinutes(15));
      retract(new Sighting.Found(remote, null));

      assertThat(row().status()).isEqualTo(TargetStatus.COMPENSATING);
    }

    @Test
    void another_targets_post_is_no_ghost() {
      long other = rows.target(rows.post(), TestPlatforms.PLAIN);
      engine.table.confirm(engine.table.find(other), remote, null);
      takenBackWithASuspect();
      later(Duration.ofMinutes(1));
      retract(new Sighting.Found(remote, null));

      assertThat(row().status()).isEqualTo(TargetStatus.CANCELLED);
    }

    @Test
    void an_answer_that_comes_after_the_abort_tells_what_to_take_down() {
      LaneTask sent = lostAnswer();
      abort();
      for (int i = 0; i < 6 && row().status() == TargetStatus.IN_DOUBT; i++) {
        later(Duration.ofMinutes(1));
        retract(ABSENT);
      }
      engine.takedowns.markTakenBack(run, post);

      engine.targets.settled(sent, new Outcome.Published(remote, null));

      assertThat(row().status()).isEqualTo(TargetStatus.COMPENSATING);
      assertThat(row().platformPostId()).isEqualTo(remote);
      SagaRun sweep = claim(Takedowns.SWEEP);
      assertThat(engine.takedowns.due(sweep)).extracting(LaneOrder::targetId).containsExactly(id);
    }

    private void needsHuman() {
      lostAnswer();
      look(new Sighting.Unclear("two match", true));
      assertThat(row().status()).isEqualTo(TargetStatus.NEEDS_HUMAN);
    }

    @Test
    void who_is_asked_is_told_what_to_look_for_and_how_to_answer() {
      needsHuman();
      Settlement settlement = engine.publications.advance(run).settlement();

      assertThat(settlement.verdict()).isEqualTo(Settlement.Verdict.ASK);
      assertThat(postStatus()).isEqualTo("needs_human");
      assertThat(row().errorMessage())
          .contains("two match", "account 1", "“hello”", "2026-01-01T00:00:00Z")
          .contains("POST /api/sns/posts/" + post + "/retry", "not_published");
    }

    @Test
    void a_person_who_found_it_up_confirms_it() {
      needsHuman();
      engine.publications.advance(run);

      engine.settling.settle(1, post, new SettleRequest(TestPlatforms.PLAIN, "published", remote));

      assertThat(row().status()).isEqualTo(TargetStatus.CONFIRMED);
      assertThat(rows.verdicts(id)).containsExactly("settled");
      assertThat(engine.publications.advance(run).settlement().verdict())
          .isEqualTo(Settlement.Verdict.COMMIT);
      assertThat(postStatus()).isEqualTo("published");
    }

    @Test
    void a_person_who_found_nothing_lets_it_be_tried_again() {
      needsHuman();
      engine.publications.advance(run);

      engine.settling.settle(
          1, post, new SettleRequest(TestPlatforms.PLAIN, "not_published", null));

      assertThat(postStatus()).isEqualTo("publishing");
      LaneTask again = engine.targets.enter(order());
      assertThat(again.action()).isEqualTo(Action.PREPARE);
      assertThat(rows.verdicts(id)).containsExactly("settled");
    }

    @Test
    void the_time_that_a_post_waited_for_a_person_is_no_targets_loss() {
      long other = rows.target(post, TestPlatforms.LASTING);
      engine.targets.enter(new LaneOrder(run, other, TestPlatforms.LASTING, false));
      needsHuman();
      later(TestEngine.DEADLINE.plusDays(1));

      engine.settling.settle(1, post, new SettleRequest(TestPlatforms.PLAIN, "published", remote));

      assertThat(engine.table.find(other).deadlineAt())
          .isEqualTo(clock.instant().plus(TestEngine.DEADLINE));
    }

    @Test
    void what_a_person_found_up_in_a_post_that_was_taken_back_is_taken_down() {
      needsHuman();
      abort();
      engine.takedowns.markTakenBack(run, post);
      assertThat(postStatus()).isEqualTo("needs_human");

      engine.settling.settle(1, post, new SettleRequest(TestPlatforms.PLAIN, "published", remote));
      SagaRun takedown = claim(Takedowns.COMPENSATE);
      assertThat(engine.takedowns.due(takedown))
          .extracting(LaneOrder::targetId)
          .containsExactly(id);
      LaneTask down =
          engine.targets.beginRetract(new LaneOrder(takedown, id, TestPlatforms.PLAIN, false));
      engine.targets.retracted(down, new Retraction.Gone());
      engine.takedowns.settle(takedown);

      assertThat(postStatus()).isEqualTo("compensated");
    }

    @Test
    void what_a_person_found_nowhere_in_a_post_that_was_taken_back_ends_it() {
      needsHuman();
      abort();
      engine.takedowns.markTakenBack(run, post);

      engine.settling.settle(
          1, post, new SettleRequest(TestPlatforms.PLAIN, "not_published", null));

      assertThat(row().status()).isEqualTo(TargetStatus.CANCELLED);
      assertThat(postStatus()).isEqualTo("failed");
    }

    @Test
    void an_answer_that_comes_after_the_post_was_taken_back_is_taken_down() {
      LaneTask sent = lostAnswer();
      look(new Sighting.Unclear("two match", true));
      abort();
      engine.takedowns.markTakenBack(run, post);
      assertThat(postStatus()).isEqualTo("needs_human");

      engine.targets.settled(sent, new Outcome.Published(remote, null));

      assertThat(postStatus()).isEqualTo("compensating");
      SagaRun takedown = claim(Takedowns.COMPENSATE);
      assertThat(engine.takedowns.due(takedown))
          .extracting(LaneOrder::targetId)
          .containsExactly(id);
    }

    @Test
    void a_target_whose_step_was_lost_with_its_process_is_called_off_all_the_same() {
      abort();
      rows.put(id, TargetStatus.PREPARING);
      long sent = rows.target(post, TestPlatforms.LASTING);
      rows.put(sent, TargetStatus.SUBMITTING);

      engine.takedowns.markTakenBack(run, post);

      assertThat(row().status()).isEqualTo(TargetStatus.CANCELLED);
      assertThat(postStatus()).isEqualTo("compensating");
      SagaRun takedown = claim(Takedowns.COMPENSATE);
      assertThat(engine.takedowns.due(takedown))
          .extracting(LaneOrder::targetId)
          .containsExactly(sent);
    }

    @Test
    void a_word_that_makes_no_sense_is_refused_and_changes_nothing() {
      needsHuman();
      for (SettleRequest word :
          List.of(
              new SettleRequest(null, "published", "1"),
              new SettleRequest(TestPlatforms.PLAIN, "maybe", null),
              new SettleRequest(TestPlatforms.PLAIN, "published", " "),
              new SettleRequest(TestPlatforms.PLAIN, "not_published", "1"),
              new SettleRequest(TestPlatforms.PLAIN, "published", "1".repeat(256)),
              new SettleRequest("myspace", "published", "1"))) {
        assertThatThrownBy(() -> engine.settling.settle(1, post, word))
            .as(word.toString())
            .isInstanceOf(ProblemException.class);
      }
      assertThatThrownBy(
              () ->
                  engine.settling.settle(
                      2, post, new SettleRequest(TestPlatforms.PLAIN, "published", remote)))
          .isInstanceOf(ProblemException.class);
      assertThat(row().status()).isEqualTo(TargetStatus.NEEDS_HUMAN);
    }

    @Test
    void only_who_waits_can_be_settled() {
      SettleRequest word = new SettleRequest(TestPlatforms.PLAIN, "published", remote);

      assertThatThrownBy(() -> engine.settling.settle(1, post, word))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("nothing_to_settle");
    }

    @Test
    void a_failed_takedown_of_a_ghost_is_said_by_the_post() {
      takenBackWithASuspect();
      later(Duration.ofMinutes(1));
      SagaRun sweep = claim(Takedowns.SWEEP);
      LaneTask down =
          engine.targets.seen(
              engine.targets.beginRetract(order()), new Sighting.Found(remote, null));
      engine.targets.retracted(
          down, new Retraction.Failed(new PublishFailure.Permanent("no", "plain: no")));
      engine.takedowns.settle(sweep);

      assertThat(postStatus()).isEqualTo("compensation_failed");
    }
  }
}
