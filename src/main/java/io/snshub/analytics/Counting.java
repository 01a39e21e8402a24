package io.snshub.analytics;

import io.snshub.analytics.Tallies.Span;
import io.snshub.analytics.Tallies.Tally;
import io.snshub.platform.Metric;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds published posts to the tallies, takes them out again, and makes the tallies anew. */
@Component
class Counting {
  private static final int TARGETS_AT_ONCE = 200;
  private static final Comparator<Published> BY_TARGET =
      Comparator.comparingLong(Published::targetId);

  /** One order for all, hence nobody waits in a circle. */
  private static final Comparator<Tally> ORDER =
      Comparator.comparing(Tally::span)
          .thenComparing(Tally::userId)
          .thenComparing(Tally::startAt)
          .thenComparing(Tally::platform)
          .thenComparing(Tally::accountId);

  private final Sql sql;
  private final Tallies tallies;
  private final AnalyticsSettings settings;
  private final Clock clock;

  Counting(Sql sql, Tallies tallies, AnalyticsSettings settings, Clock clock) {
    this.sql = sql;
    this.tallies = tallies;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Adds targets that went up and are not in the tallies yet, with all that was measured of them so
   * far. Each is added once, whoever does it.
   *
   * @return how many
   */
  @Transactional
  public int addNew() {
    List<Published> fresh =
        sql.run("analytics/lock-uncounted")
            .param("batch", TARGETS_AT_ONCE)
            .query(Published::of)
            .list();
    add(fresh, Instant.EPOCH);
    return fresh.size();
  }

  /** Takes back all that was counted of a post, as if it had never been up. */
  @Transactional
  public void takenBack(long postId) {
    List<Published> counted =
        entries("analytics/lock-entries-of-post", "postId", postId).stream()
            .filter(Published::counted)
            .toList();
    Map<Tally, Gains> sums = new TreeMap<>(ORDER);
    for (Published one : counted) {
      sum(sums, one, one.at(), Instant.EPOCH, Gains.published(one.leads()));
    }
    gains(counted, (one, gained) -> sum(sums, one, gained.at(), Instant.EPOCH, gained.gains()));
    sums.forEach((tally, gains) -> tallies.add(tally, gains.negated()));
    tallies.clearPost(postId);
  }

  /**
   * Makes a user's tallies anew from the samples. Days of which samples have been trimmed stay as
   * they are. While it runs, nothing new of this user is tallied.
   */
  @Transactional
  public void rebuild(long userId) {
    Instant since = settings.trimmedBefore(clock.instant());
    List<Published> all = entries("analytics/lock-entries-of-user", "userId", userId);
    tallies.clear(userId, since);
    add(all, since);
  }

  private void add(List<Published> all, Instant since) {
    Map<Tally, Gains> sums = new TreeMap<>(ORDER);
    all.stream()
        .sorted(Comparator.comparing(Published::leads).reversed().thenComparing(BY_TARGET))
        .forEach(one -> sum(sums, one, one.at(), since, Gains.published(opened(one))));
    gains(all, (one, gained) -> sum(sums, one, gained.at(), since, gained.gains()));
    sums.forEach(tallies::add);
  }

  /** Begins the sums of a target's post, and tells whether the post is counted by this target. */
  private boolean opened(Published one) {
    boolean first = tallies.open(one);
    tallies.addToPost(one, Gains.between(Map.of(), Counters.read(one.metrics())));
    if (one.counted()) {
      return one.leads();
    }
    sql.run("analytics/mark-counted")
        .param("targetId", one.targetId())
        .param("leads", first)
        .update();
    return first;
  }

  private static void sum(
      Map<Tally, Gains> sums, Published one, Instant at, Instant since, Gains gains) {
    if (at.isBefore(since)) {
      return;
    }
    for (Span span : Span.values()) {
      sums.merge(one.tally(span, at), gains, Gains::plus);
    }
  }

  private record Gained(Instant at, Gains gains) {}

  private record Sample(long targetId, Instant at, String metrics) {}

  /** Tells what lies between each sample and the one before it; the first one is counted from 0. */
  private void gains(List<Published> all, BiConsumer<Published, Gained> taker) {
    for (int from = 0; from < all.size(); from += TARGETS_AT_ONCE) {
      Map<Long, Published> part = new LinkedHashMap<>();
      all.subList(from, Math.min(from + TARGETS_AT_ONCE, all.size()))
          .forEach(one -> part.put(one.targetId(), one));
      long target = 0;
      Map<Metric, Long> before = Map.of();
      for (Sample sample : samples(List.copyOf(part.keySet()))) {
        if (sample.targetId() != target) {
          target = sample.targetId();
          before = Map.of();
        }
        Map<Metric, Long> after = Counters.read(sample.metrics());
        Published one = Objects.requireNonNull(part.get(target));
        taker.accept(one, new Gained(sample.at(), Gains.between(before, after)));
        before = after;
      }
    }
  }

  private List<Sample> samples(List<Long> targets) {
    return sql.run("analytics/find-samples")
        .param("ids", targets)
        .query(
            (row, number) ->
                new Sample(
                    row.getLong("target_id"),
                    Objects.requireNonNull(Sql.instant(row, "collected_at")),
                    row.getString("metrics")))
        .list();
  }

  private List<Published> entries(String statement, String parameter, long id) {
    return sql.run(statement).param(parameter, id).query(Published::of).list();
  }
}
