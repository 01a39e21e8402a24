package io.snshub.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.call.ProblemException;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneWork;
import io.snshub.platform.TestPlatforms;
import io.snshub.post.TargetStatus;
import io.snshub.saga.SagaLog;
import io.snshub.saga.TestSagas;
import io.snshub.store.Dialect;
import io.snshub.store.Node;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user's commands do to a post that is just beginning. */
class PostCommandsTest {

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
    private final TestClock clock = new TestClock();
    private PostRows rows;
    private TargetTable targets;
    private PostCommands commands;
    private long post;
    private long target;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void aScheduledPostWhoseSagaRuns() {
      rows = new PostRows(database, clock);
      SagaLog sagas = TestSagas.log(database, "here", clock);
      TestEngine engine =
          new TestEngine(
              database,
              sagas,
              new Node("here", false),
              account -> new AccountDesk.Granted(new LaneWork.Account(1, "remote", "token")),
              clock);
      targets = engine.table;
      commands = engine.commands;
      UUID saga = UUID.randomUUID();
      post = rows.post("keep", saga.toString());
      jdbc.sql("update post set status = 'scheduled' where id = ?").param(post).update();
      sagas.open(saga, "publish", "post/" + post, 1, "direct:publish-post", clock.instant());
      TestSagas.claimOne(sagas, saga.toString());
      target = rows.target(post, TestPlatforms.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUBMITTING", "IN_DOUBT", "NEEDS_HUMAN", "CONFIRMED"})
    void a_lane_that_has_passed_its_gate_is_too_far_for_any_command(TargetStatus status) {
      rows.put(target, status);

      assertThatThrownBy(() -> commands.cancel(1, post)).isInstanceOf(ProblemException.class);
      assertThatThrownBy(() -> commands.delete(1, post)).isInstanceOf(ProblemException.class);
      assertThatThrownBy(() -> commands.publishNow(1, post)).isInstanceOf(ProblemException.class);
      assertThatThrownBy(() -> commands.schedule(1, post, clock.instant()))
          .isInstanceOf(ProblemException.class);
      assertThat(targets.find(target).status()).isEqualTo(status);
    }

    @Test
    void a_post_that_is_only_being_prepared_can_be_cancelled() {
      rows.put(target, TargetStatus.PREPARED);

      commands.cancel(1, post);

      assertThat(targets.find(target).status()).isEqualTo(TargetStatus.CANCELLED);
    }
  }
}
