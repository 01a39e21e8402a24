package io.snshub.cache;

import io.snshub.store.Sql;
import java.time.Duration;
import java.util.Map;

/**
 * From which epoch on entries in Redis count, as the database has it. In this process {@link
 * #present} is never older than the last raise, in others by a small part of a second.
 */
final class Epochs {
  /** A part of what the promise of less than a second is made of. */
  private static final Duration LIFE = Duration.ofMillis(150);

  private static final String ALL = "all";

  private final Sql sql;
  private final Generations<String> numbers;

  Epochs(Sql sql, Tiers tiers) {
    this.sql = sql;
    this.numbers =
        new Generations<>(
            "epoch", all -> Map.of(ALL, read()), tiers.forNumbers(new Lives(LIFE, LIFE, LIFE)));
  }

  private long read() {
    return sql.run("cache/read-epoch").query(Long.class).single();
  }

  long present() {
    return numbers.of(ALL);
  }

  /** Puts what is in Redis now out of use; after it, no reader here takes anything of it. */
  void raise() {
    sql.run("cache/raise-epoch").update();
    reload();
  }

  /** Has it read anew: another process has raised it. */
  void reload() {
    numbers.changed(ALL);
  }
}
