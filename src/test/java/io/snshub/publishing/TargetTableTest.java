package io.snshub.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.TargetTable.Change;
import io.snshub.store.Dialect;
import io.snshub.store.Node;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class TargetTableTest {
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
    private TargetTable table;
    private long post;
    private long id;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void aTarget() {
      clock = new TestClock();
      rows = new PostRows(database, clock);
      table = new TargetTable(sql, new Node("here", false), clock);
      post = rows.post();
      id = rows.target(post, "plain");
    }

    @Test
    void of_two_writers_that_saw_the_same_version_one_wins() throws Exception {
      TargetRow seen = table.find(id);

      List<Boolean> won =
          together(
              6,
              () -> {
                try {
                  table.change(seen, Change.to(seen, TargetStatus.PREPARING));
                  return true;
                } catch (LostTrackException e) {
                  return false;
                }
              });

      assertThat(won).containsOnlyOnce(true);
      assertThat(table.find(id).version()).isEqualTo(seen.version() + 1);
    }

    @Test
    void a_confirmation_of_an_older_version_leaves_nothing() {
      TargetRow seen = table.find(id);
      table.change(seen, Change.to(seen, TargetStatus.PREPARING));

      assertThatThrownBy(() -> table.confirm(seen, "remote", null))
          .isInstanceOf(LostTrackException.class);
      assertThat(table.find(id).platformPostId()).isNull();
    }

    @Test
    void of_many_that_open_an_attempt_at_once_one_does() throws Exception {
      TargetRow seen = table.find(id);

      List<Boolean> opened =
          together(
              6,
              () -> {
                try {
                  transaction.executeWithoutResult(status -> table.openAttempt(seen, 1));
                  return true;
                } catch (DuplicateKeyException e) {
                  return false;
                }
              });

      assertThat(opened).containsOnlyOnce(true);
      assertThat(rows.verdicts(id)).containsExactly("open");
    }

    @Test
    void a_second_attempt_waits_for_the_firsts_verdict_even_under_another_number() {
      table.openAttempt(table.find(id), 1);

      TargetRow counted = table.find(id).opened();
      assertThatThrownBy(() -> table.openAttempt(counted, 2))
          .isInstanceOf(DuplicateKeyException.class);
      table.closeAttempt(id, "refused", "said no");
      table.openAttempt(counted, 2);

      assertThat(rows.verdicts(id)).containsExactly("refused", "open");
    }

    @Test
    void a_target_counts_its_attempts_as_they_are_opened() {
      TargetRow before = table.find(id);

      table.open(before, 1);

      assertThat(table.find(id)).isEqualTo(before.opened());
      assertThatThrownBy(() -> table.open(before, 2)).isInstanceOf(LostTrackException.class);
    }

    @Test
    void an_open_attempt_knows_when_it_was_meant() {
      assertThat(table.openAttemptAt(id)).isEmpty();
      table.openAttempt(table.find(id), 1);

      assertThat(table.openAttemptAt(id)).contains(clock.instant());
    }

    @Test
    void a_late_answer_is_kept_on_its_own_attempt() {
      table.openAttempt(table.find(id), 1);
      table.closeAttempt(id, "not_created", null);
      table.openAttempt(table.find(id).opened(), 2);

      table.keepEvidence(id, 1, "Published[77]");

      assertThat(
              jdbc.sql("select evidence from attempt where target_id = ? order by number")
                  .param(id)
                  .query(String.class)
                  .list())
          .containsExactly("Published[77]", null);
    }

    @Test
    void a_change_keeps_what_it_does_not_name_but_for_the_waiting_time() {
      Instant later = clock.instant().plusSeconds(9);
      TargetRow first = table.find(id);
      table.change(
          first,
          Change.to(first, TargetStatus.PREPARING).handle("sealed").deadline(later).waiting(later));
      TargetRow second = table.find(id);
      table.change(second, Change.to(second, TargetStatus.PREPARED));

      TargetRow third = table.find(id);
      assertThat(third.sealedHandle()).isEqualTo("sealed");
      assertThat(third.deadlineAt()).isEqualTo(later);
      assertThat(third.nextAttemptAt()).isNull();
    }

    @Test
    void a_post_of_the_platform_is_known_as_anothers_only() {
      table.confirm(table.find(id), "77", "https://plain/77");

      assertThat(table.known(List.of("plain"), "77", id)).isFalse();
      assertThat(table.known(List.of("plain"), "77", id + 1)).isTrue();
      assertThat(table.known(List.of("lasting"), "77", id + 1)).isFalse();
      assertThat(table.known(List.of("lasting", "plain"), "77", id + 1)).isTrue();
    }
  }
}
