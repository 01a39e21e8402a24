package io.snshub.reading;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of the API. */
final class Pages {
  private Pages() {}

  /** A page of posts. */
  record PostPage(
      List<PostView> posts, long total, Instant retrievedAt, @Nullable String nextCursor) {}

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

  /** A page of events, oldest first; go on with {@code after=next_cursor}. */
  record EventPage(List<EventView> events, @Nullable String nextCursor) {}

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
  record SagaPage(List<SagaView> sagas, long total) {}

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
