package io.snshub.reading;

import io.snshub.cache.Generations;
import io.snshub.cache.Shelves;
import io.snshub.store.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How often each user's lists have changed; part of the name under which a page is kept. */
@Component
class ListGenerations {
  private final Sql sql;
  private final Generations<Long> numbers;

  ListGenerations(Sql sql, Shelves shelves) {
    this.sql = sql;
    this.numbers = shelves.generations("post-lists", this::read);
  }

  private Map<Long, Long> read(List<Long> users) {
    Map<Long, Long> read = new HashMap<>();
    sql.run("reading/find-generations")
        .param("users", users)
        .query(
            row -> {
              read.put(row.getLong("user_id"), row.getLong("generation"));
            });
    return read;
  }

  long of(long userId) {
    return numbers.of(userId);
  }

  void changed(long userId) {
    numbers.changed(userId);
  }
}
