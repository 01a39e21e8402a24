package io.snshub.ops;

import io.snshub.saga.SagaStatus;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How much work lies in the database and how long it has waited. Safe for concurrent use; what it
 * says is up to five seconds old, a minute for sagas that have ended.
 */
@Component
class Backlog {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration FRESH_ENOUGH = Duration.ofMinutes(1);

  private final Sql sql;
  private final Clock clock;
  private final Supplier<Waiting> outbox;
  private final Supplier<Map<SagaStatus, Long>> unfinished;
  private final Supplier<Map<SagaStatus, Long>> ended;

  Backlog(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
    this.outbox = new Kept<>(clock, FRESH, this::lookIntoOutbox);
    this.unfinished = new Kept<>(clock, FRESH, () -> count("ops/count-unfinished-sagas"));
    this.ended = new Kept<>(clock, FRESH_ENOUGH, () -> count("ops/count-ended-sagas"));
  }

  /**
   * Events not yet delivered.
   *
   * @param events how many
   * @param since when the oldest was written; null when there is none
   */
  record Waiting(long events, @Nullable Instant since) {}

  /** Returns how many events wait. */
  long outboxEvents() {
    return outbox.get().events();
  }

  /** Returns how long the oldest event has waited. */
  Duration outboxAge() {
    return age(outbox.get().since());
  }

  /** Returns how many sagas have a status. */
  long sagas(SagaStatus status) {
    return (status.ended() ? ended : unfinished).get().getOrDefault(status, 0L);
  }

  /** Returns for how long the oldest event has waited, as of now. */
  Duration outboxDelay() {
    return age(first("ops/find-oldest-event"));
  }

  /** Returns for how long the saga that should go on first has been due, as of now. */
  Duration sagaDelay() {
    return age(first("ops/find-first-due"));
  }

  private Waiting lookIntoOutbox() {
    long events = sql.run("ops/count-outbox").query(Long.class).single();
    return new Waiting(events, events == 0 ? null : first("ops/find-oldest-event"));
  }

  private @Nullable Instant first(String statement) {
    return sql.run(statement)
        .query((row, number) -> Objects.requireNonNull(Sql.instant(row, "since")))
        .optional()
        .orElse(null);
  }

  private Duration age(@Nullable Instant since) {
    Instant now = clock.instant();
    return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
  }

  private Map<SagaStatus, Long> count(String statement) {
    Map<SagaStatus, Long> counts = new EnumMap<>(SagaStatus.class);
    sql.run(statement)
        .query(
            (row, number) ->
                Map.entry(
                    SagaStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                    row.getLong("sagas")))
        .list()
        .forEach(entry -> counts.merge(entry.getKey(), entry.getValue(), Long::sum));
    return counts;
  }
}
