package io.snshub.reading;

import io.snshub.reading.PostView.ErrorView;
import io.snshub.reading.PostView.TargetView;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A post beside one of its targets, as they are read; and what the API makes of them. */
final class PostRows {
  private PostRows() {}

  /** The post itself. */
  record Head(
      long id,
      long userId,
      String content,
      String request,
      String status,
      String onFailure,
      String sagaId,
      @Nullable String error,
      long version,
      @Nullable Instant scheduledAt,
      @Nullable Instant publishedAt,
      Instant createdAt) {
    static Head of(ResultSet row) throws SQLException {
      return new Head(
          row.getLong("id"),
          row.getLong("user_id"),
          row.getString("content"),
          row.getString("request"),
          row.getString("status"),
          row.getString("on_failure"),
          row.getString("saga_id"),
          row.getString("error_message"),
          row.getLong("version"),
          Sql.instant(row, "scheduled_at"),
          Sql.instant(row, "published_at"),
          Objects.requireNonNull(Sql.instant(row, "created_at")));
    }
  }

  /** One row; a post without targets has one as well. */
  record Row(Head head, @Nullable TargetView target, long targetVersion) {}

  static Row of(ResultSet row, int number) throws SQLException {
    TargetView target = row.getString("platform") == null ? null : target(row);
    return new Row(Head.of(row), target, row.getLong("target_version"));
  }

  /** Puts the rows of each post together. */
  static Map<Long, PostView> views(List<Row> rows) {
    Map<Long, List<Row>> byPost = new LinkedHashMap<>();
    for (Row row : rows) {
      byPost.computeIfAbsent(row.head().id(), id -> new ArrayList<>()).add(row);
    }
    Map<Long, PostView> views = new LinkedHashMap<>();
    byPost.forEach((id, own) -> views.put(id, view(own)));
    return views;
  }

  private static PostView view(List<Row> rows) {
    Head head = rows.get(0).head();
    List<TargetView> targets = rows.stream().map(Row::target).filter(Objects::nonNull).toList();
    long revision = head.version() + rows.stream().mapToLong(Row::targetVersion).sum();
    Map<String, Object> request = JsonColumn.readMap(head.request());
    List<String> urls = list(request.get("mediaUrls")).map(String::valueOf).toList();
    List<Long> ids = list(request.get("mediaIds")).map(id -> ((Number) id).longValue()).toList();
    return new PostView(
        head.id(),
        head.userId(),
        head.content(),
        head.status(),
        targets.stream().map(TargetView::platform).toList(),
        urls,
        ids,
        head.onFailure(),
        head.scheduledAt(),
        head.createdAt(),
        head.publishedAt(),
        head.error(),
        head.sagaId(),
        revision,
        targets);
  }

  private static Stream<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream() : Stream.empty();
  }

  private static TargetView target(ResultSet row) throws SQLException {
    String errorClass = row.getString("error_class");
    ErrorView error =
        errorClass == null
            ? null
            : new ErrorView(
                errorClass,
                row.getString("error_code"),
                row.getString("target_error_message"),
                errorClass.equals("transient"));
    return new TargetView(
        row.getString("platform"),
        row.getLong("account_id"),
        row.getString("target_status"),
        row.getString("platform_post_id"),
        row.getString("permalink"),
        row.getInt("attempts"),
        Sql.instant(row, "next_attempt_at"),
        Sql.instant(row, "target_published_at"),
        error);
  }
}
