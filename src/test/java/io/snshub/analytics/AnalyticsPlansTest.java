package io.snshub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.DatabaseContract;
import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With tens of thousands of rows in the tables no statement reads a table from end to end. */
class AnalyticsPlansTest {
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
    private static final int ROWS = 30_000;
    private final boolean postgres;

    Contract(Dialect dialect) {
      super(dialect);
      this.postgres = dialect == Dialect.POSTGRESQL;
    }

    @BeforeAll
    void manyRows() {
      String numbers =
          postgres
              ? "generate_series(1, " + ROWS + ") as n(x)"
              : "system_range(1, " + ROWS + ") as n(x)";
      String at = " timestamp with time zone '2026-01-01 00:00:00Z' + x * interval '1' hour";
      fill(
          "analytics_entry (target_id, post_id, platform, platform_post_id, user_id, account_id,"
              + " counted, next_at, created_at) select x, x, 'twitter', '77', mod(x, 50), mod(x,"
              + " 50), true, case when mod(x, 10) = 0 then null else"
              + at
              + " end,"
              + at,
          numbers);
      fill(
          "analytics_sample (target_id, collected_at, metrics, created_at) select x,"
              + at
              + ", '{}',"
              + at,
          numbers);
      fill(
          "analytics_tally (user_id, span, starts_at, platform, account_id, posts, publications,"
              + " impressions, reach, views, likes, comments, shares, saves, clicks, watch_seconds,"
              + " created_at) select mod(x, 50), case when mod(x, 3) = 0 then 'day' else 'hour' end,"
              + at
              + ", 'twitter', mod(x, 50), 0, 0, x, 0, 0, 0, 0, 0, 0, 0, 0,"
              + at,
          numbers);
      fill(
          "analytics_post (post_id, platform, user_id, published_at, impressions, engagements,"
              + " reach, created_at) select x, '*', mod(x, 50),"
              + at
              + ", x, x, x,"
              + at,
          numbers);
      fill(
          "analytics_quota (account_id, starts_at, looks, created_at) select x," + at + ", 0," + at,
          numbers);
      jdbc.sql(postgres ? "analyze" : "analyze sample_size 0").update();
    }

    private void fill(String into, String numbers) {
      jdbc.sql("insert into " + into + " from " + numbers).update();
    }

    private static Map<String, Object> values() {
      Map<String, Object> values = new HashMap<>();
      for (String name : List.of("userId", "targetId", "postId")) {
        values.put(name, 7L);
      }
      values.put("keyId", 0L);
      values.put("looks", 0);
      values.put("batch", 100);
      values.put("limit", 10);
      values.put("span", "hour");
      values.put("platform", null);
      values.put("ids", List.of(1L, 2L, 3L));
      values.put("from", at("2026-02-01T00:00:00Z"));
      values.put("firstDay", at("2026-02-02T00:00:00Z"));
      values.put("lastDay", at("2026-02-20T00:00:00Z"));
      values.put("to", at("2026-02-20T05:00:00Z"));
      values.put("before", at("2026-01-03T00:00:00Z"));
      values.put("startAt", at("2029-02-20T05:00:00Z"));
      values.put("at", at("2026-01-03T00:00:00Z"));
      values.put("now", at("2026-01-03T00:00:00Z"));
      values.put("until", at("2026-01-03T00:02:00Z"));
      return values;
    }

    private static OffsetDateTime at(String time) {
      return Sql.at(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "sum-tallies",
          "list-tallies",
          "top-posts",
          "clear-tallies",
          "find-next-due",
          "lock-uncounted",
          "lock-entry",
          "lock-entries-of-post",
          "lock-entries-of-user",
          "find-samples",
          "find-quotas",
          "put-off",
          "find-old-targets",
          "trim-samples"
        })
    void reads_by_an_index(String statement) {
      Map<String, Object> values = values();
      if (statement.equals("top-posts")) {
        values.put("platform", "*");
      }
      String text = sql.text("analytics/" + statement).replaceAll("(?m)^--.*$", "").strip();
      String plan =
          String.join("\n", jdbc.sql("explain " + text).params(values).query(String.class).list());

      assertThat(plan.toLowerCase())
          .as(plan)
          .doesNotContain("tablescan")
          .doesNotContain("seq scan on analytics_")
          .containsAnyOf("index", "primary_key", "public.analytics_");
    }
  }
}
