package io.snshub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.TestPlatforms;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Content;
import io.snshub.post.PublishFailure;
import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeasuringTest {
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
    private static final List<Duration> LOOKS = List.of(Duration.ofMinutes(1), Duration.ofHours(1));
    private TestClock clock;
    private Entries entries;
    private Measuring measuring;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void oneEntryIsDue() {
      empty("analytics_sample", "analytics_entry");
      clock = new TestClock();
      entries = TestBooks.on(sql, clock, LOOKS, 25).entries();
      measuring = new Measuring(entries, null, null, null, TestPlatforms.hosts());
      jdbc.sql(
              "insert into analytics_entry (target_id, post_id, platform, platform_post_id, user_id,"
                  + " next_at, created_at) values (1, 1, 'plain', '77', 1, ?, ?)")
          .params(Sql.at(clock.instant()), Sql.at(clock.instant()))
          .update();
    }

    private DueEntry.Ready claimed() {
      DueEntry entry = entries.claim().get(0);
      LaneWork.Account account = new LaneWork.Account(1, "42", "token");
      Content content = new Content("x", null, List.of(), Map.of());
      return new DueEntry.Ready(
          entry,
          new LaneWork(
              1, 1, "plain", content, account, null, "77", 1, entry.publishedAt(), Map.of()));
    }

    private Instant next() {
      return entries.nextDue();
    }

    @Test
    void what_is_claimed_is_nobody_elses_until_the_lease_is_over() {
      claimed();

      assertThat(entries.claim()).isEmpty();
      clock.advance(Duration.ofMinutes(2));
      assertThat(entries.claim()).hasSize(1);
    }

    @Test
    void a_new_token_is_tried_at_once_and_one_that_is_refused_again_is_left_alone() {
      TokenGrant granted = new TokenGrant.Granted("new", null, null);

      measuring.told(claimed(), granted);
      assertThat(next()).isEqualTo(clock.instant());
      measuring.told(claimed(), granted);
      assertThat(next()).isEqualTo(clock.instant().plus(Duration.ofMinutes(2)));
    }

    @Test
    void a_sample_is_written_only_when_a_number_has_changed() {
      transaction.executeWithoutResult(
          status -> measuring.told(claimed(), new Measurement.Measured(Map.of(Metric.LIKES, 3L))));
      assertThat(next()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
      clock.advance(Duration.ofMinutes(1));
      transaction.executeWithoutResult(
          status -> measuring.told(claimed(), new Measurement.Measured(Map.of(Metric.LIKES, 3L))));

      assertThat(jdbc.sql("select count(*) from analytics_sample").query(Long.class).single())
          .isEqualTo(1);
      assertThat(next()).isEqualTo(clock.instant().plus(Duration.ofMinutes(59)));
    }

    @Test
    void what_is_not_told_any_more_stays_as_it_was() {
      transaction.executeWithoutResult(
          status ->
              measuring.told(
                  claimed(),
                  new Measurement.Measured(Map.of(Metric.LIKES, 3L, Metric.CLICKS, 5L))));
      clock.advance(Duration.ofMinutes(1));
      transaction.executeWithoutResult(
          status -> measuring.told(claimed(), new Measurement.Measured(Map.of(Metric.LIKES, 4L))));

      assertThat(jdbc.sql("select metrics from analytics_entry").query(String.class).single())
          .isEqualTo("{\"clicks\":5,\"likes\":4}");
    }

    @Test
    void what_is_gone_is_not_asked_for_again() {
      PublishFailure gone = new PublishFailure.Permanent("not_found", "plain: it is gone");

      measuring.told(claimed(), new Measurement.Failed(gone));

      assertThat(next()).isNull();
    }
  }
}
