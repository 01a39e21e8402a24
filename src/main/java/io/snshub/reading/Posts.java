package io.snshub.reading;

import io.snshub.call.Answer;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.reading.Pages.Entry;
import io.snshub.reading.Pages.PostPage;
import io.snshub.reading.Pages.Timeline;
import io.snshub.reading.PostView.ErrorView;
import io.snshub.reading.PostView.TargetView;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Posts for their owner: one, a page of them, and a post's timeline. */
@Component
class Posts {
  private final Sql sql;
  private final Clock clock;

  Posts(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** A post's row before its targets are known. */
  private record Head(
      long id,
      long userId,
      String content,
      String request,
      String status,
      String onFailure,
      String sagaId,
      @Nullable String error,
      long version,
      java.time.@Nullable Instant scheduledAt,
      java.time.@Nullable Instant publishedAt,
      java.time.Instant createdAt) {
    static Head of(ResultSet row, int number) throws SQLException {
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

  private record TargetOf(long postId, TargetView view) {}

  public Answer show(RequestContext request) {
    Head head =
        sql.run("reading/find-post")
            .param("id", request.id())
            .param("userId", request.userId())
            .param("keyId", request.caller().narrowedBy())
            .query(Head::of)
            .optional()
            .orElseThrow(() -> Problems.notFound("post", request.id()));
    PostView view = withTargets(List.of(head)).get(0);
    return Answer.ok(view).header("ETag", "\"" + head.version() + "\"");
  }

  public PostPage list(RequestContext request) {
    int limit = request.limit();
    List<Head> heads =
        filtered("reading/list-posts", request)
            .param("limit", limit)
            .param("offset", request.offset())
            .query(Head::of)
            .list();
    long total = filtered("reading/count-posts", request).query(Long.class).single();
    String next = heads.size() < limit ? null : Long.toString(heads.get(heads.size() - 1).id());
    return new PostPage(withTargets(heads), total, clock.instant(), next);
  }

  private JdbcClient.StatementSpec filtered(String statement, RequestContext request) {
    String words = request.text("q").map(Posts::like).orElse(null);
    return sql.run(statement)
        .param("userId", request.userId())
        .param("keyId", request.caller().narrowedBy())
        .param("status", request.text("status").orElse(null))
        .param("platform", request.text("platform").orElse(null))
        .param("from", Sql.at(request.instant("from").orElse(null)))
        .param("to", Sql.at(request.instant("to").orElse(null)))
        .param("before", request.number("cursor").orElse(Long.MAX_VALUE))
        .param("q", words);
  }

  private static String like(String words) {
    String plain = words.toLowerCase(java.util.Locale.ROOT);
    return "%" + plain.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }

  private List<PostView> withTargets(List<Head> heads) {
    if (heads.isEmpty()) {
      return List.of();
    }
    Map<Long, List<TargetView>> targets = new HashMap<>();
    sql.run("reading/find-targets")
        .param("posts", heads.stream().map(Head::id).toList())
        .query(Posts::target)
        .list()
        .forEach(
            one -> targets.computeIfAbsent(one.postId(), id -> new ArrayList<>()).add(one.view()));
    return heads.stream()
        .map(head -> view(head, targets.getOrDefault(head.id(), List.of())))
        .toList();
  }

  private static Stream<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream() : Stream.empty();
  }

  private static PostView view(Head head, List<TargetView> targets) {
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
        head.version(),
        targets);
  }

  private static TargetOf target(ResultSet row, int number) throws SQLException {
    String errorClass = row.getString("error_class");
    ErrorView error =
        errorClass == null
            ? null
            : new ErrorView(
                errorClass,
                row.getString("error_code"),
                row.getString("error_message"),
                errorClass.equals("transient"));
    return new TargetOf(
        row.getLong("post_id"),
        new TargetView(
            row.getString("platform"),
            row.getLong("account_id"),
            row.getString("status"),
            row.getString("platform_post_id"),
            row.getString("permalink"),
            row.getInt("attempts"),
            Sql.instant(row, "next_attempt_at"),
            Sql.instant(row, "published_at"),
            error));
  }

  public Timeline timeline(RequestContext request) {
    long id = request.id();
    if (sql.run("reading/find-post")
        .param("id", id)
        .param("userId", request.userId())
        .param("keyId", request.caller().narrowedBy())
        .query(Head::of)
        .optional()
        .isEmpty()) {
      throw Problems.notFound("post", id);
    }
    List<Entry> entries =
        sql.run("reading/find-timeline")
            .param("postId", id)
            .param("subject", "post/" + id)
            .query(
                (row, number) ->
                    new Entry(
                        Objects.requireNonNull(Sql.instant(row, "happened_at")),
                        row.getString("kind"),
                        row.getString("name"),
                        row.getString("platform"),
                        row.getString("from_status"),
                        row.getString("to_status"),
                        row.getString("detail")))
            .list();
    return new Timeline(id, entries);
  }
}
