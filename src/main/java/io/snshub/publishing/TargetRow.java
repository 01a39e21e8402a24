package io.snshub.publishing;

import io.snshub.platform.LaneTask;
import io.snshub.post.Content;
import io.snshub.post.TargetStatus;
import io.snshub.saga.SagaRun;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A target as its table holds it, with what it needs to know of its post. */
record TargetRow(
    long id,
    long postId,
    long userId,
    String platform,
    long accountId,
    TargetStatus status,
    String contentJson,
    @Nullable String sealedHandle,
    @Nullable String platformPostId,
    int attempts,
    int failures,
    int looks,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant deadlineAt,
    @Nullable String errorMessage,
    long version,
    boolean rollback,
    @Nullable String decision,
    Instant dueAt,
    String sagaId,
    long fence)
    implements LaneTask.Memo {

  static final String COMMIT = "commit";
  static final String ABORT = "abort";

  static TargetRow of(ResultSet row, int number) throws SQLException {
    Instant due = Sql.instant(row, "due_at");
    return new TargetRow(
        row.getLong("id"),
        row.getLong("post_id"),
        row.getLong("user_id"),
        row.getString("platform"),
        row.getLong("account_id"),
        TargetStatus.of(row.getString("status")),
        row.getString("content"),
        row.getString("handle"),
        row.getString("platform_post_id"),
        row.getInt("attempts"),
        row.getInt("failures"),
        row.getInt("looks"),
        Sql.instant(row, "next_attempt_at"),
        Sql.instant(row, "deadline_at"),
        row.getString("error_message"),
        row.getLong("version"),
        "rollback".equals(row.getString("on_failure")),
        row.getString("decision"),
        due == null ? Instant.EPOCH : due,
        row.getString("saga_id"),
        row.getLong("fence"));
  }

  /** The same target after its preparing began. */
  TargetRow begun(Instant deadline) {
    return moved(TargetStatus.PREPARING, attempts, deadline);
  }

  /** The same target after its gate was opened. */
  TargetRow opened() {
    return moved(TargetStatus.SUBMITTING, attempts + 1, deadlineAt);
  }

  private TargetRow moved(TargetStatus to, int newAttempts, @Nullable Instant newDeadline) {
    return new TargetRow(
        id,
        postId,
        userId,
        platform,
        accountId,
        to,
        contentJson,
        sealedHandle,
        platformPostId,
        newAttempts,
        failures,
        looks,
        null,
        newDeadline,
        errorMessage,
        version + 1,
        rollback,
        decision,
        dueAt,
        sagaId,
        fence);
  }

  Content content() {
    return JsonColumn.read(contentJson, Content.class);
  }

  boolean aborting() {
    return ABORT.equals(decision);
  }

  /** A run holds the post's saga: nobody has claimed it since, nor is there a newer saga. */
  boolean heldBy(SagaRun run) {
    return sagaId.equals(run.id()) && fence == run.fence();
  }

  /** Called off or failed in a post that was taken back, and still looked for. */
  boolean suspect() {
    return aborting()
        && nextAttemptAt != null
        && (status == TargetStatus.CANCELLED || status == TargetStatus.FAILED);
  }

  /** Its time to wait is over. */
  boolean due(Instant now) {
    return nextAttemptAt == null || !nextAttemptAt.isAfter(now);
  }
}
