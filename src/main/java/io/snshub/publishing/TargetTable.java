package io.snshub.publishing;

import io.snshub.post.PublishFailure;
import io.snshub.post.TargetStatus;
import io.snshub.store.Node;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The target and attempt rows. Every change names the version it was decided on; a change that
 * finds another one throws {@link LostTrackException} and its transaction leaves nothing.
 */
@Component
class TargetTable {
  /** The verdict on an attempt that made nothing. */
  static final String NOT_CREATED = "not_created";

  private final Sql sql;
  private final Node node;
  private final Clock clock;

  TargetTable(Sql sql, Node node, Clock clock) {
    this.sql = sql;
    this.node = node;
    this.clock = clock;
  }

  TargetRow find(long targetId) {
    return sql.run("publishing/find-target").param("id", targetId).query(TargetRow::of).single();
  }

  /** Tells whether there is such a target; one may have been removed from its post. */
  boolean there(long targetId) {
    return !sql.run("publishing/find-target-there")
        .param("id", targetId)
        .query(Integer.class)
        .list()
        .isEmpty();
  }

  List<TargetRow> ofPost(long postId) {
    return sql.run("publishing/find-targets").param("postId", postId).query(TargetRow::of).list();
  }

  /** A new state of a target; what is null stays as it is, but for the waiting time. */
  record Change(
      TargetStatus status,
      @Nullable Instant nextAttemptAt,
      @Nullable String sealedHandle,
      int failures,
      int looks,
      @Nullable Instant deadlineAt) {

    static Change to(TargetRow row, TargetStatus status) {
      return new Change(status, null, null, row.failures(), row.looks(), null);
    }

    Change waiting(@Nullable Instant until) {
      return new Change(status, until, sealedHandle, failures, looks, deadlineAt);
    }

    Change handle(String sealed) {
      return new Change(status, nextAttemptAt, sealed, failures, looks, deadlineAt);
    }

    Change failures(int number) {
      return new Change(status, nextAttemptAt, sealedHandle, number, looks, deadlineAt);
    }

    Change looks(int number) {
      return new Change(status, nextAttemptAt, sealedHandle, failures, number, deadlineAt);
    }

    Change deadline(Instant at) {
      return new Change(status, nextAttemptAt, sealedHandle, failures, looks, at);
    }
  }

  /** Changes a target and returns its new version. */
  long change(TargetRow row, Change change) {
    int changed =
        sql.run("publishing/change-target")
            .param("id", row.id())
            .param("version", row.version())
            .param("status", change.status().wire())
            .param("nextAttemptAt", Sql.at(change.nextAttemptAt()))
            .param("handle", change.sealedHandle())
            .param("failures", change.failures())
            .param("looks", change.looks())
            .param("deadlineAt", Sql.at(change.deadlineAt()))
            .param("now", now())
            .update();
    return checked(row, changed);
  }

  /** Writes that a target is up. */
  void confirm(TargetRow row, String platformPostId, @Nullable String permalink) {
    checked(
        row,
        sql.run("publishing/confirm-target")
            .param("id", row.id())
            .param("version", row.version())
            .param("platformPostId", platformPostId)
            .param("permalink", permalink)
            .param("now", now())
            .update());
  }

  /** Writes why a target is where it is. */
  void explain(TargetRow row, String errorClass, String code, String message) {
    sql.run("publishing/explain-target")
        .param("id", row.id())
        .param("errorClass", errorClass)
        .param("errorCode", code.length() > 128 ? code.substring(0, 128) : code)
        .param("errorMessage", PostHistory.clip(message))
        .update();
  }

  void explain(TargetRow row, PublishFailure failure) {
    explain(row, failure.errorClass(), failure.code(), failure.message());
  }

  /** Moves a target to its submit and opens the attempt. */
  void open(TargetRow row, long fence) {
    int changed =
        sql.run("publishing/open-target")
            .param("id", row.id())
            .param("version", row.version())
            .param("now", now())
            .update();
    checked(row, changed);
    openAttempt(row, fence);
  }

  /** Opens an attempt; a second open one is refused by the table itself. */
  void openAttempt(TargetRow row, long fence) {
    sql.run("publishing/open-attempt")
        .param("targetId", row.id())
        .param("number", row.attempts() + 1)
        .param("fence", fence)
        .param("node", node.name())
        .param("now", now())
        .update();
  }

  void closeAttempt(long targetId, String verdict, @Nullable String evidence) {
    sql.run("publishing/close-attempt")
        .param("targetId", targetId)
        .param("verdict", verdict)
        .param("evidence", PostHistory.clip(evidence))
        .param("now", now())
        .update();
  }

  /** Keeps what a call said that came back after somebody else had taken the target over. */
  void keepEvidence(long targetId, int attempt, String evidence) {
    sql.run("publishing/keep-evidence")
        .param("targetId", targetId)
        .param("number", attempt)
        .param("evidence", PostHistory.clip(evidence))
        .update();
  }

  Optional<Instant> openAttemptAt(long targetId) {
    return sql.run("publishing/find-open-attempt")
        .param("targetId", targetId)
        .query((row, number) -> Sql.instant(row, "created_at"))
        .optional();
  }

  /** Tells whether an attempt is the open one. */
  boolean openAttempt(long targetId, int number) {
    return sql.run("publishing/find-open-attempt")
        .param("targetId", targetId)
        .query((row, index) -> row.getInt("number"))
        .optional()
        .filter(open -> open == number)
        .isPresent();
  }

  /** Returns when the newest attempt began that proved not to be there. */
  @Nullable Instant notCreatedAt(long targetId) {
    return sql.run("publishing/find-attempt-time")
        .param("targetId", targetId)
        .param("verdict", NOT_CREATED)
        .query((row, index) -> Sql.instant(row, "created_at"))
        .list()
        .get(0);
  }

  /** Returns the targets of a post of which an attempt proved not to be there. */
  List<Long> suspects(long postId) {
    return sql.run("publishing/find-suspects").param("postId", postId).query(Long.class).list();
  }

  /** Writes that a target that was called off is up and has to come down. */
  void adopt(TargetRow row, String platformPostId, Instant deadline) {
    checked(
        row,
        sql.run("publishing/adopt-ghost")
            .param("id", row.id())
            .param("version", row.version())
            .param("platformPostId", platformPostId)
            .param("deadlineAt", Sql.at(deadline))
            .param("now", now())
            .update());
  }

  /** Tells whether a post of the platform is known as another target's already. */
  boolean known(List<String> platforms, String platformPostId, long exceptTargetId) {
    return sql.run("publishing/find-known")
            .param("platforms", platforms)
            .param("platformPostId", platformPostId)
            .param("id", exceptTargetId)
            .query(Integer.class)
            .list()
            .size()
        > 0;
  }

  private long checked(TargetRow row, int changed) {
    if (changed != 1) {
      throw new LostTrackException(row);
    }
    return row.version() + 1;
  }

  private java.time.OffsetDateTime now() {
    return Sql.at(clock.instant());
  }
}
