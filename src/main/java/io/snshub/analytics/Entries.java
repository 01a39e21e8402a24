package io.snshub.analytics;

import io.snshub.bus.Outbox;
import io.snshub.platform.Metric;
import io.snshub.post.Content;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of what is measured and when. */
@Component
class Entries {
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Sql sql;
  private final AnalyticsSettings settings;
  private final Outbox outbox;
  private final Clock clock;

  Entries(Sql sql, AnalyticsSettings settings, Outbox outbox, Clock clock) {
    this.sql = sql;
    this.settings = settings;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Where a published target is, and what it shows. */
  record Target(long accountId, Content content, boolean up) {}

  /** Remembers every published target of a post. */
  public void record(long postId) {
    sql.run("analytics/record-entries")
        .param("postId", postId)
        .param("at", Sql.at(clock.instant().plus(settings.looks().get(0))))
        .update();
  }

  /** Forgets a post. */
  @Transactional
  public void clear(long postId) {
    sql.run("analytics/clear-samples").param("postId", postId).update();
    sql.run("analytics/clear-entries").param("postId", postId).update();
  }

  /** Takes what is due; nobody else gets it before the lease is over. */
  List<DueEntry> claim() {
    Instant now = clock.instant();
    return sql.run("analytics/claim-due")
        .param("now", Sql.at(now))
        .param("until", Sql.at(now.plus(LEASE)))
        .param("batch", settings.batch())
        .query(
            (row, number) ->
                new DueEntry(
                    row.getLong("target_id"),
                    row.getLong("post_id"),
                    row.getLong("user_id"),
                    row.getString("platform"),
                    row.getString("platform_post_id"),
                    row.getInt("looks"),
                    row.getInt("failures"),
                    row.getString("metrics"),
                    Objects.requireNonNull(Sql.instant(row, "created_at"))))
        .list();
  }

  @Nullable Instant nextDue() {
    return sql.run("analytics/find-next-due")
        .query((row, number) -> Optional.ofNullable(Sql.instant(row, "next_at")))
        .single()
        .orElse(null);
  }

  Optional<Target> target(long id) {
    return sql.run("analytics/find-target")
        .param("id", id)
        .query(
            (row, number) ->
                new Target(
                    row.getLong("account_id"),
                    JsonColumn.read(row.getString("content"), Content.class),
                    row.getString("status").equals("confirmed")))
        .optional();
  }

  /** Stores what was measured, tells of it when it has changed, and sets the next time. */
  @Transactional
  public void keep(DueEntry entry, Map<Metric, Long> values) {
    Map<String, Long> words = new TreeMap<>();
    values.forEach((metric, value) -> words.put(metric.word(), value));
    String metrics = JsonColumn.write(words);
    Instant now = clock.instant();
    int kept =
        sql.run("analytics/keep-metrics")
            .param("targetId", entry.targetId())
            .param("metrics", metrics)
            .param("now", Sql.at(now))
            .param("at", Sql.at(next(entry, now)))
            .update();
    if (kept == 0 || metrics.equals(entry.metrics())) {
      return;
    }
    sql.run("analytics/add-sample")
        .param("targetId", entry.targetId())
        .param("metrics", metrics)
        .param("now", Sql.at(now))
        .update();
    Map<String, Object> data =
        Map.of("post_id", entry.postId(), "platform", entry.platform(), "metrics", words);
    outbox.append(
        Event.ofPost(EventType.ANALYTICS_UPDATED, entry.postId(), entry.userId(), data, now));
  }

  /** Keeps why nothing was measured; without a time it is not tried again. */
  public void postpone(DueEntry entry, String problem, @Nullable Duration pause) {
    sql.run("analytics/keep-problem")
        .param("targetId", entry.targetId())
        .param("problem", problem)
        .param("at", Sql.at(pause == null ? null : clock.instant().plus(pause)))
        .update();
  }

  /** The first time of the plan that isn't over yet; the plan begins when the post went up. */
  private @Nullable Instant next(DueEntry entry, Instant now) {
    return settings.looks().stream()
        .map(entry.publishedAt()::plus)
        .filter(now::isBefore)
        .findFirst()
        .orElse(null);
  }
}
