package io.snshub.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.TestDatabase;
import io.snshub.store.Dialect;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PostNumbersTest {
  @Test
  void on_postgresql_posts_that_come_fast_are_numbered_upwards_and_none_twice() {
    try (TestDatabase database = TestDatabase.open(Dialect.POSTGRESQL)) {
      AtomicLong nanos = new AtomicLong();
      PostNumbers here = new PostNumbers(database.sql(), nanos::get);
      PostNumbers there = new PostNumbers(database.sql(), nanos::get);
      Set<Long> given = new HashSet<>();
      long last = 0;
      for (int i = 0; i < 300; i++) {
        long number = here.next().orElseThrow();
        assertThat(number).isGreaterThan(last);
        last = number;
        assertThat(given.add(number)).isTrue();
        assertThat(given.add(there.next().orElseThrow())).isTrue();
      }
    }
  }

  @Test
  void on_postgresql_a_number_is_not_kept_for_a_post_that_comes_much_later() {
    try (TestDatabase database = TestDatabase.open(Dialect.POSTGRESQL)) {
      AtomicLong nanos = new AtomicLong();
      PostNumbers here = new PostNumbers(database.sql(), nanos::get);
      PostNumbers there = new PostNumbers(database.sql(), nanos::get);
      for (int i = 0; i < 20; i++) {
        here.next();
      }
      long elsewhere = there.next().orElseThrow();

      nanos.addAndGet(Duration.ofSeconds(2).toNanos());

      long later = here.next().orElseThrow();
      assertThat(later).isGreaterThan(elsewhere);
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(here.next().orElseThrow()).isEqualTo(later + 1);
    }
  }

  @Test
  void an_embedded_database_numbers_posts_by_itself() {
    try (TestDatabase database = TestDatabase.inMemory()) {
      assertThat(new PostNumbers(database.sql()).next()).isEmpty();
    }
  }
}
