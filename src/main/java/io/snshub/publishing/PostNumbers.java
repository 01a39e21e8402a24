package io.snshub.publishing;

import io.snshub.store.Sql;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Numbers for posts that are about to be written, reserved several at a time while posts come in
 * fast, so that a post needs no round trip for its number. Numbers go up with time but for a second
 * between nodes; those that are not needed soon are left out. Thread-safe.
 */
@Component
class PostNumbers {
  private static final int MOST = 64;
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

  private final Sql sql;
  private final LongSupplier nanos;
  private final ArrayDeque<Long> reserved = new ArrayDeque<>();
  private int many = 1;
  private long reservedAt;
  private volatile boolean numberedElsewhere;

  @Autowired
  PostNumbers(Sql sql) {
    this(sql, System::nanoTime);
  }

  PostNumbers(Sql sql, LongSupplier nanos) {
    this.sql = sql;
    this.nanos = nanos;
  }

  /** Returns a number nobody else gets, or none where the database numbers posts by itself. */
  OptionalLong next() {
    if (numberedElsewhere) {
      return OptionalLong.empty();
    }
    int wanted;
    synchronized (reserved) {
      boolean fresh = nanos.getAsLong() - reservedAt < FRESH;
      if (fresh && !reserved.isEmpty()) {
        return OptionalLong.of(reserved.poll());
      }
      reserved.clear();
      many = fresh ? Math.min(MOST, many * 2) : 1;
      wanted = many;
    }
    List<Long> numbers =
        sql.run("publishing/reserve-post-ids").param("many", wanted).query(Long.class).list();
    if (numbers.isEmpty()) {
      numberedElsewhere = true;
      return OptionalLong.empty();
    }
    synchronized (reserved) {
      reservedAt = nanos.getAsLong();
      reserved.addAll(numbers.subList(1, numbers.size()));
    }
    return OptionalLong.of(numbers.get(0));
  }
}
