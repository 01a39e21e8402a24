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
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The rows of what is measured and when. */
@Component
class Entries {
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Sql sql;
  private final AnalyticsSettings settings;
  private final Tallies tallies;
  private final Counting counting;
  private final Outbox outbox;
  private final Clock clock;

  Entries(
      Sql sql,
      AnalyticsSettings settings,
      Tallies tallies,
      Counting counting,
      Outbox outbox,
      Clock clock) {
    this.sql = sql;
    this.settings = settings;
    this.tallies = tallies;
    this.counting = counting;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What a published target shows. */
  record Target(Content content, boolean up) {}

  /** Remembers every published target of a post. */
  public void record(long postId) {
    sql.run("analytics/record-entries")
        .param("postId", postId)
        .param("at", Sql.at(clock.instant().plus(settings.looks().get(0))))
        .update();
  }

  /** Forgets a post, and takes back what was counted of it. */
  @Transactional
  public void clear(long postId) {
    counting.takenBack(postId);
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
                    row.getLong("account_id"),
                    row.getString("platform"),
                    row.getString("platform_post_id"),
                    row.getInt("looks"),
                    row.getInt("failures"),
                    Objects.requireNonNull(Sql.instant(row, "created_at"))))
        .list();
  }

  @Nullable Instant nextDue() {
    return sql.run("analytics/find-next-due")
        .query((row, number) -> Optional.ofNullable(Sql.instant(row, "next_at")))
        .single()
        .orElse(null);
  }

  /** Reads what targets show, by their ids. */
  Map<Long, Target> targets(List<Long> ids) {
    Map<Long, Target> found = new HashMap<>();
    sql.run("analytics/find-targets")
        .param("ids", ids)
        .query(
            row -> {
              Content content = JsonColumn.read(row.getString("content"), Content.class);
              boolean up = row.getString("status").equals("confirmed");
              found.put(row.getLong("id"), new Target(content, up));
            });
    return found;
  }

  /** Has targets measured at another time, though nothing is wrong with them. */
  void putOff(List<Long> ids, Instant until) {
    sql.run("analytics/put-off").param("ids", ids).param("at", Sql.at(until)).update();
  }

  private record Last(@Nullable String metrics, @Nullable Instant at, boolean counted) {}

  /**
   * Stores what was measured, adds what was gained since to the tallies, tells of it, and sets the
   * next time; all or nothing. What comes in after somebody else has looked is dropped: it is older
   * than what is known, and would be counted twice.
   */
  @Transactional
  public void keep(DueEntry entry, Map<Metric, Long> values) {
    Last last = lock(entry);
    if (last == null) {
      return;
    }
    Map<String, Long> words = Counters.updated(last.metrics(), values);
    String metrics = JsonColumn.write(words);
    Instant now = clock.instant();
    sql.run("analytics/keep-metrics")
        .param("targetId", entry.targetId())
        .param("metrics", metrics)
        .param("now", Sql.at(later(now, last.at())))
        .param("at", Sql.at(next(entry, now)))
        .update();
    if (metrics.equals(last.metrics())) {
      return;
    }
    Instant at = later(now, last.at());
    sql.run("analytics/add-sample")
        .param("targetId", entry.targetId())
        .param("metrics", metrics)
        .param("now", Sql.at(at))
        .update();
    if (last.counted()) {
      Gains gains = Gains.between(Counters.read(last.metrics()), Counters.read(words));
      tallies.add(entry.published(), at, gains);
    }
    Map<String, Object> data =
        Map.of("post_id", entry.postId(), "platform", entry.platform(), "metrics", words);
    outbox.append(
        Event.ofPost(EventType.ANALYTICS_UPDATED, entry.postId(), entry.userId(), data, now));
  }

  private @Nullable Last lock(DueEntry entry) {
    return sql.run("analytics/lock-entry")
        .param("targetId", entry.targetId())
        .param("looks", entry.looks())
        .query(
            (row, number) ->
                new Last(
                    row.getString("metrics"),
                    Sql.instant(row, "collected_at"),
                    row.getBoolean("counted")))
        .optional()
        .orElse(null);
  }

  /** Samples of a target rise, also when two nodes' clocks don't agree. */
  private static Instant later(Instant now, @Nullable Instant last) {
    return last == null || now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
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
