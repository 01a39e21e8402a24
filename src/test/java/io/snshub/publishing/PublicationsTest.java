package io.snshub.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.TestClock;
import io.snshub.TestDatabase;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneWork;
import io.snshub.platform.TestPlatforms;
import io.snshub.post.PostStatus;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.Settlement.Verdict;
import io.snshub.saga.SagaLog;
import io.snshub.saga.SagaRun;
import io.snshub.saga.TestSagas;
import io.snshub.store.Dialect;
import io.snshub.store.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublicationsTest {
  private static TestDatabase database;
  private TestClock clock;
  private PostRows rows;
  private SagaLog sagas;
  private TestEngine engine;
  private Publications publications;
  private SagaRun run;
  private long post;

  @BeforeAll
  static void open() {
    database = TestDatabase.open(Dialect.H2);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void begin() {
    clock = new TestClock();
    rows = new PostRows(database, clock);
    sagas = TestSagas.log(database, "here", clock);
    engine =
        new TestEngine(
            database,
            sagas,
            new Node("here", false),
            account -> new AccountDesk.Granted(new LaneWork.Account(1, "remote", "token")),
            clock);
    publications = engine.publications;
  }

  private void post(String onFailure) {
    UUID saga = UUID.randomUUID();
    post = rows.post(onFailure, saga.toString());
    sagas.open(saga, "publish", "post/" + post, 1, "direct:publish-post", clock.instant());
    run = TestSagas.claimOne(sagas, saga.toString());
  }

  private long target(String platform, TargetStatus status) {
    long id = rows.target(post, platform);
    rows.put(id, status);
    return id;
  }

  private String status() {
    return database
        .jdbc()
        .sql("select status from post where id = ?")
        .param(post)
        .query(String.class)
        .single();
  }

  @Test
  void a_strict_post_is_taken_back_as_soon_as_one_target_has_failed() {
    post("rollback");
    target(TestPlatforms.PLAIN, TargetStatus.CONFIRMED);
    target(TestPlatforms.BLIND, TargetStatus.FAILED);

    assertThat(publications.advance(run).settlement().verdict()).isEqualTo(Verdict.ABORT);
    assertThat(publications.advance(run).settlement().verdict()).isEqualTo(Verdict.ABORT);
    assertThat(status()).isEqualTo(PostStatus.COMPENSATING.wire());
  }

  @Test
  void nothing_of_a_strict_post_goes_while_one_of_its_platforms_is_left_alone() {
    post("rollback");
    target(TestPlatforms.PLAIN, TargetStatus.PREPARED);
    long tired = target(TestPlatforms.BLIND, TargetStatus.PREPARED);
    Instant until = clock.instant().plusSeconds(15);
    engine.rests.put(TestPlatforms.BLIND, until);

    Round round = publications.advance(run);

    assertThat(round.tasks()).isEmpty();
    assertThat(round.settlement().resumeAt()).isEqualTo(until);
    assertThat(engine.table.find(tired).attempts()).isZero();
    engine.rests.clear();
    clock.advance(Duration.ofSeconds(15));
    assertThat(publications.advance(run).tasks()).hasSize(2);
  }

  @Test
  void what_is_left_alone_until_its_deadline_has_failed() {
    post("keep");
    long id = target(TestPlatforms.PLAIN, TargetStatus.PLANNED);
    for (int minute = 0; minute < 24 * 60 + 5; minute++) {
      engine.rests.put(TestPlatforms.PLAIN, clock.instant().plusSeconds(30));
      clock.advance(Duration.ofMinutes(1));
      TestSagas.renew(sagas, run);
      publications.advance(run);
    }

    assertThat(engine.table.find(id).status()).isEqualTo(TargetStatus.FAILED);
    assertThat(rows.history(id)).hasSizeLessThan(5);
  }

  @Test
  void a_kept_post_waits_for_all_and_is_published_in_part() {
    post("keep");
    long open = target(TestPlatforms.PLAIN, TargetStatus.IN_DOUBT);
    rows.waitUntil(open, clock.instant().plusSeconds(5));
    target(TestPlatforms.BLIND, TargetStatus.FAILED);
    assertThat(publications.advance(run).settlement().verdict()).isEqualTo(Verdict.WAIT);
    rows.put(open, TargetStatus.CONFIRMED);

    assertThat(publications.advance(run).settlement().verdict()).isEqualTo(Verdict.COMMIT);
    assertThat(status()).isEqualTo(PostStatus.PARTIALLY_PUBLISHED.wire());
  }

  @Test
  void a_strict_post_is_published_when_all_are_up() {
    post("rollback");
    target(TestPlatforms.PLAIN, TargetStatus.CONFIRMED);
    target(TestPlatforms.LASTING, TargetStatus.CONFIRMED);

    assertThat(publications.advance(run).settlement().verdict()).isEqualTo(Verdict.COMMIT);
    assertThat(status()).isEqualTo(PostStatus.PUBLISHED.wire());
  }

  @Test
  void a_post_that_only_a_person_can_clear_says_so_and_sleeps() {
    post("keep");
    target(TestPlatforms.PLAIN, TargetStatus.CONFIRMED);
    target(TestPlatforms.BLIND, TargetStatus.NEEDS_HUMAN);

    assertThat(publications.advance(run).settlement().resumeAt())
        .isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    assertThat(status()).isEqualTo(PostStatus.NEEDS_HUMAN.wire());
  }

  @Test
  void a_strict_post_whose_last_target_waits_behind_a_person_says_so_instead_of_looking_for_ever() {
    post("rollback");
    target(TestPlatforms.BLIND, TargetStatus.NEEDS_HUMAN);
    target(TestPlatforms.LASTING, TargetStatus.PREPARED);

    assertThat(publications.advance(run).settlement().resumeAt())
        .isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    assertThat(status()).isEqualTo(PostStatus.NEEDS_HUMAN.wire());
  }

  @Test
  void what_can_still_go_goes_before_a_person_is_waited_for() {
    post("rollback");
    target(TestPlatforms.BLIND, TargetStatus.NEEDS_HUMAN);
    long other = target(TestPlatforms.PLAIN, TargetStatus.PREPARED);

    assertThat(publications.advance(run).tasks())
        .extracting(task -> task.order().targetId())
        .containsExactly(other);
  }

  @Test
  void a_run_that_was_taken_over_decides_nothing() {
    post("keep");
    target(TestPlatforms.PLAIN, TargetStatus.CONFIRMED);
    clock.advance(Duration.ofMinutes(1));

    assertThatThrownBy(() -> publications.advance(run)).isInstanceOf(IllegalStateException.class);
    assertThat(status()).isEqualTo(PostStatus.PUBLISHING.wire());
  }
}
