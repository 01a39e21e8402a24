package io.snshub.publishing;

import io.snshub.TestDatabase;
import io.snshub.post.Content;
import io.snshub.post.TargetStatus;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Posts and targets as they lie in their tables. */
final class PostRows {
  private final TestDatabase database;
  private final Clock clock;

  PostRows(TestDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  long post(String onFailure, String sagaId) {
    return database
        .sql()
        .run("publishing/insert-post")
        .param("userId", 1)
        .param("content", "hello")
        .param("request", "{}")
        .param("status", "publishing")
        .param("onFailure", onFailure)
        .param("sagaId", sagaId)
        .param("scheduledAt", null)
        .param("now", Sql.at(clock.instant()))
        .query(Long.class)
        .single();
  }

  long post() {
    return post("keep", UUID.randomUUID().toString());
  }

  long target(long postId, String platform) {
    int position = 1 + (int) targets(postId).stream().count();
    database
        .sql()
        .run("publishing/insert-target")
        .param("postId", postId)
        .param("position", position)
        .param("platform", platform)
        .param("accountId", 1)
        .param("content", JsonColumn.write(new Content("hello", null, List.of(), Map.of())))
        .param("now", Sql.at(clock.instant()))
        .update();
    List<Long> ids = targets(postId);
    return ids.get(ids.size() - 1);
  }

  private List<Long> targets(long postId) {
    return database
        .jdbc()
        .sql("select id from target where post_id = ? order by id")
        .param(postId)
        .query(Long.class)
        .list();
  }

  void put(long targetId, TargetStatus status) {
    database
        .jdbc()
        .sql("update target set status = ? where id = ?")
        .params(status.wire(), targetId)
        .update();
  }

  void waitUntil(long targetId, Instant at) {
    database
        .jdbc()
        .sql("update target set next_attempt_at = ? where id = ?")
        .params(Sql.at(at), targetId)
        .update();
  }

  /** Returns the steps of a target's history. */
  List<String> history(long targetId) {
    return database
        .jdbc()
        .sql("select to_status from post_history where target_id = ? order by id")
        .param(targetId)
        .query(String.class)
        .list();
  }

  List<String> verdicts(long targetId) {
    return database
        .jdbc()
        .sql("select coalesce(verdict, 'open') from attempt where target_id = ? order by number")
        .param(targetId)
        .query(String.class)
        .list();
  }
}
