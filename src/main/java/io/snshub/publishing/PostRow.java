package io.snshub.publishing;

import io.snshub.post.PostStatus;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A post as its table holds it, without its request. */
record PostRow(
    long id,
    long userId,
    PostStatus status,
    boolean rollback,
    @Nullable String decision,
    String sagaId,
    @Nullable Instant scheduledAt,
    long version) {

  static PostRow of(ResultSet row, int number) throws SQLException {
    return new PostRow(
        row.getLong("id"),
        row.getLong("user_id"),
        PostStatus.of(row.getString("status")),
        "rollback".equals(row.getString("on_failure")),
        row.getString("decision"),
        row.getString("saga_id"),
        Sql.instant(row, "scheduled_at"),
        row.getLong("version"));
  }

  boolean aborting() {
    return TargetRow.ABORT.equals(decision);
  }
}
