package io.snshub.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.platform.Metric;
import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TalliesTest {
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
    private static final List<Duration> LOOKS = List.of(Duration.ofMinutes(1), Duration.ofDays(60));
    private static final String SUMS =
        "coalesce(sum(impressions), 0) as i, coalesce(sum(likes), 0) as l, coalesce(sum(posts), 0)"
            + " as p, coalesce(sum(publications), 0) as n from analytics_tally where span = ";
    private TestClock clock;
    private TestBooks books;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void nothingWasCounted() {
      empty("analytics_sample", "analytics_entry", "analytics_tally", "analytics_post");
      clock = new TestClock();
      books = TestBooks.on(sql, clock, LOOKS, 25);
    }

    private void up(long target, long post, long user, String platform) {
      jdbc.sql(
              "insert into analytics_entry (target_id, post_id, platform, platform_post_id, user_id,"
                  + " account_id, next_at, created_at) values (?, ?, ?, '77', ?, ?, ?, ?)")
          .params(target, post, platform, user, user * 10, now(), now())
          .update();
    }

    private Object now() {
      return Sql.at(clock.instant());
    }

    private void count() {
      transaction.executeWithoutResult(status -> books.counting().addNew());
    }

    private DueEntry seen(long target) {
      return jdbc.sql("select * from analytics_entry where target_id = ?")
          .param(target)
          .query(
              (row, number) ->
                  new DueEntry(
                      target,
                      row.getLong("post_id"),
                      row.getLong("user_id"),
                      row.getLong("account_id"),
                      row.getString("platform"),
                      "77",
                      row.getInt("looks"),
                      0,
                      Sql.instant(row, "created_at")))
          .single();
    }

    private void keep(DueEntry entry, long views, long likes) {
      transaction.executeWithoutResult(
          status -> books.entries().keep(entry, Map.of(Metric.VIEWS, views, Metric.LIKES, likes)));
    }

    private void look(long target, long views, long likes) {
      clock.advance(Duration.ofMinutes(7));
      keep(seen(target), views, likes);
    }

    private Map<String, Object> sums(String span) {
      return jdbc.sql("select " + SUMS + "'" + span + "'").query().singleRow();
    }

    private void assertSums(long impressions, long likes, long posts, long publications) {
      for (String span : List.of("hour", "day")) {
        assertThat(sums(span).values().stream().map(value -> ((Number) value).longValue()))
            .as(span)
            .containsExactly(impressions, likes, posts, publications);
      }
    }

    private List<Map<String, Object>> all(String table, String order) {
      List<Map<String, Object>> rows =
          jdbc.sql("select * from " + table + " order by " + order).query().listOfRows();
      rows.forEach(row -> row.keySet().removeIf(name -> name.equalsIgnoreCase("created_at")));
      return rows;
    }

    private List<List<Map<String, Object>>> everything() {
      return List.of(
          all("analytics_tally", "user_id, span, starts_at, platform, account_id").stream()
              .filter(Contract::something)
              .toList(),
          all("analytics_post", "post_id, platform"));
    }

    /** What fell back to nothing may have a row or not. */
    private static boolean something(Map<String, Object> tally) {
      return List.of("posts", "publications", "impressions", "views", "likes").stream()
          .anyMatch(name -> ((Number) tally.get(name)).longValue() != 0);
    }

    private void rebuild(long... users) {
      for (long user : users) {
        transaction.executeWithoutResult(status -> books.counting().rebuild(user));
      }
    }

    @Test
    void a_post_counts_once_and_each_of_its_targets_too() {
      up(1, 1, 1, "plain");
      up(2, 1, 1, "blind");
      count();
      count();
      clock.advance(Duration.ofHours(3));
      up(3, 1, 1, "lasting");
      count();

      assertSums(0, 0, 1, 3);
    }

    @Test
    void what_was_gained_since_the_look_before_is_added() {
      up(1, 1, 1, "plain");
      count();

      look(1, 10, 1);
      look(1, 25, 1);

      assertSums(25, 1, 1, 1);
      assertThat(all("analytics_post", "platform"))
          .extracting(row -> row.get("impressions"))
          .containsExactly(25L, 25L);
    }

    @Test
    void a_number_that_falls_is_taken_back() {
      up(1, 1, 1, "plain");
      count();
      look(1, 10, 5);
      clock.advance(Duration.ofDays(1));

      look(1, 10, 3);

      assertSums(10, 3, 1, 1);
      assertThat(
              jdbc.sql("select likes from analytics_tally where span = 'day' order by starts_at")
                  .query(Long.class)
                  .list())
          .containsExactly(5L, -2L);
    }

    @Test
    void a_look_that_is_told_twice_counts_once() {
      up(1, 1, 1, "plain");
      count();
      DueEntry entry = seen(1);

      keep(entry, 10, 1);
      keep(entry, 10, 1);

      assertSums(10, 1, 1, 1);
      assertThat(count("analytics_sample", "1 = 1")).isEqualTo(1);
    }

    @Test
    void a_look_that_another_one_overtook_is_dropped() {
      up(1, 1, 1, "plain");
      count();
      DueEntry slow = seen(1);
      look(1, 20, 2);

      keep(slow, 10, 1);

      assertSums(20, 2, 1, 1);
    }

    @Test
    void looks_at_the_same_time_count_once() throws Exception {
      up(1, 1, 1, "plain");
      count();
      DueEntry entry = seen(1);

      together(
          4,
          () -> {
            keep(entry, 10, 1);
            return true;
          });

      assertSums(10, 1, 1, 1);
    }

    @Test
    void many_gains_of_one_account_at_the_same_time_are_all_added() throws Exception {
      for (int target = 1; target <= 8; target++) {
        up(target, target, 1, "plain");
      }
      count();
      var targets = new java.util.concurrent.atomic.AtomicLong();

      together(
          8,
          () -> {
            keep(seen(targets.incrementAndGet()), 10, 1);
            return true;
          });

      assertSums(80, 8, 8, 8);
    }

    @Test
    void two_that_count_what_is_new_count_it_once() throws Exception {
      for (int target = 1; target <= 20; target++) {
        up(target, target / 2, 1, target % 2 == 0 ? "plain" : "blind");
      }

      together(
          2,
          () -> {
            count();
            return true;
          });
      count();

      assertSums(0, 0, 11, 20);
    }

    @Test
    void what_was_measured_before_it_was_counted_is_not_lost() {
      up(1, 1, 1, "plain");
      look(1, 10, 1);
      assertSums(0, 0, 0, 0);

      count();
      look(1, 15, 2);

      assertSums(15, 2, 1, 1);
    }

    @Test
    void a_post_that_was_taken_back_counts_no_more() {
      up(1, 1, 1, "plain");
      up(2, 2, 1, "plain");
      count();
      look(1, 10, 1);
      look(2, 100, 10);

      transaction.executeWithoutResult(status -> books.entries().clear(1));

      assertSums(100, 10, 1, 1);
      assertThat(count("analytics_post", "post_id = 1")).isZero();
      assertThat(count("analytics_sample", "target_id = 1")).isZero();
    }

    @Test
    void made_anew_from_the_samples_the_sums_are_the_same() {
      Random random = new Random(42);
      int target = 0;
      for (int step = 0; step < 300; step++) {
        if (random.nextInt(6) == 0 || target == 0) {
          target++;
          up(target, target / 2, 1 + target / 2 % 2, target % 2 == 0 ? "plain" : "blind");
          if (random.nextBoolean()) {
            count();
          }
        }
        clock.advance(Duration.ofMinutes(random.nextInt(90)));
        look(1 + random.nextInt(target), random.nextInt(1_000), random.nextInt(100));
      }
      count();
      List<List<Map<String, Object>>> kept = everything();

      rebuild(1, 2);

      assertThat(everything()).isEqualTo(kept);
      assertThat(kept.get(0)).hasSizeGreaterThan(50);
    }

    @Test
    void made_anew_twice_nothing_is_counted_twice_and_what_is_new_is_counted_too() {
      up(1, 1, 1, "plain");
      count();
      look(1, 10, 1);
      up(2, 1, 1, "blind");

      rebuild(1, 1);
      count();

      assertSums(10, 1, 1, 2);
    }

    @Test
    void samples_are_trimmed_and_sums_stay() {
      up(1, 1, 1, "plain");
      up(2, 2, 1, "plain");
      count();
      for (int day = 0; day < 50; day++) {
        clock.advance(Duration.ofDays(1));
        look(1, 10L * day, day);
        if (day < 5) {
          look(2, 7L * day, day);
        }
      }
      jdbc.sql("update analytics_entry set next_at = null where target_id = 2").update();
      List<List<Map<String, Object>>> before = everything();

      int trimmed = books.trim().trim();

      assertThat(trimmed).isGreaterThan(15);
      assertThat(count("analytics_sample", "target_id = 2")).isZero();
      assertThat(books.trim().trim()).isZero();
      assertThat(everything()).isEqualTo(before);
      rebuild(1);
      assertThat(everything()).isEqualTo(before);
    }
  }
}
