package io.snshub.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of the API. */
final class Pages {
  private Pages() {}

  /**
   * A page of posts.
   *
   * @param totalRelation {@code exact}, or {@code at_least} when there are too many to count
   */
  record PostPage(
      List<PostView> posts,
      long total,
      String totalRelation,
      Instant retrievedAt,
      @Nullable String nextCursor) {}

  /** Everything that happened to a post, oldest first. */
  record Timeline(long postId, List<Entry> entries) {}

  /**
   * One thing that happened.
   *
   * @param kind {@code step}, {@code attempt}, {@code compensation} or {@code event}
   */
  record Entry(
      Instant at,
      String kind,
      String name,
      @Nullable String platform,
      @Nullable String from,
      @Nullable String to,
      @Nullable String detail) {}

  /**
   * A page of events, oldest first; go on with {@code after=next_cursor}.
   *
   * @param total how many there are after {@code after}
   */
  record EventPage(
      List<EventView> events, long total, String totalRelation, @Nullable String nextCursor) {}

  /** An event in CloudEvents 1.0 form. */
  record EventView(
      String specversion,
      String id,
      String source,
      String type,
      String subject,
      Instant time,
      String datacontenttype,
      Map<String, Object> data,
      long sequence) {}

  /** A page of sagas, newest first. */
  record SagaPage(
      List<SagaView> sagas, long total, String totalRelation, @Nullable String nextCursor) {}

  /**
   * A stretch of the calendar; days without a post are left out.
   *
   * @param zone whose days they are
   */
  record CalendarView(
      Instant from, Instant to, String zone, List<DayView> days, Instant retrievedAt) {}

  /**
   * A day's posts by their time, the first of them.
   *
   * @param more how many are not shown
   */
  record DayView(
      LocalDate date, List<DayPost> posts, long total, String totalRelation, long more) {}

  /**
   * A post in the calendar.
   *
   * @param time when it is to go out, or went out, or was made
   * @param preview the beginning of its text
   */
  record DayPost(
      long postId, String status, List<String> platforms, Instant time, String preview) {}

  /**
   * How far the read model has been made again.
   *
   * @param status {@code running} or {@code done}
   * @param progress in percent
   */
  record ReplayView(
      String target,
      long run,
      String status,
      long postsDone,
      int progress,
      Instant startedAt,
      @Nullable Instant endedAt) {}

  /**
   * One execution; its steps only when it is asked for alone.
   *
   * @param lastError why its latest run failed, if it did
   * @param stuck a person should look
   * @param stuckReason {@code given_up}, {@code failing} (several runs in a row) or {@code overdue}
   *     (due for more than a minute, and nobody takes it)
   */
  record SagaView(
      String sagaId,
      String kind,
      String subject,
      String status,
      @Nullable String decision,
      @Nullable String reason,
      int runs,
      int failures,
      @Nullable Instant nextRunAt,
      @Nullable String lastError,
      boolean stuck,
      @Nullable String stuckReason,
      Instant createdAt,
      @Nullable Instant endedAt,
      @Nullable List<StepView> steps) {}

  /** One enlisted step. */
  record StepView(
      long sequence,
      @Nullable String compensation,
      Map<String, Object> options,
      String status,
      int attempts,
      @Nullable String lastError,
      Instant createdAt,
      @Nullable Instant endedAt) {}
}
