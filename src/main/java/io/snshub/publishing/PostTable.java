package io.snshub.publishing;

import io.snshub.bus.Outbox;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.post.PostStatus;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The post rows. Whoever changes one has locked it in the same transaction. */
@Component
class PostTable {
  private final Sql sql;
  private final PostHistory history;
  private final Outbox outbox;
  private final Clock clock;

  PostTable(Sql sql, PostHistory history, Outbox outbox, Clock clock) {
    this.sql = sql;
    this.history = history;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Reads a post and locks it for the rest of the transaction. */
  Optional<PostRow> lock(long id) {
    return sql.run("publishing/lock-post").param("id", id).query(PostRow::of).optional();
  }

  /** Moves a post on, decides it if asked to, and tells everyone. */
  void move(
      PostRow row,
      PostStatus to,
      @Nullable String decision,
      @Nullable String message,
      @Nullable EventType event) {
    sql.run("publishing/change-post")
        .param("id", row.id())
        .param("status", to.wire())
        .param("decision", decision)
        .param("errorMessage", PostHistory.clip(message))
        .param("publishedAt", Sql.at(to == PostStatus.PUBLISHED ? clock.instant() : null))
        .param("now", now())
        .update();
    history.ofPost(row.id(), to.wire(), row.status().wire(), to.wire(), message);
    if (event != null) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("post_id", row.id());
      data.put("status", to.wire());
      if (message != null) {
        data.put("message", message);
      }
      outbox.append(Event.ofPost(event, row.id(), row.userId(), data, clock.instant()));
    }
  }

  /** Puts a post under a new saga, undecided. */
  void restart(PostRow row, PostStatus status, String sagaId, @Nullable Instant scheduledAt) {
    sql.run("publishing/restart-post")
        .param("id", row.id())
        .param("status", status.wire())
        .param("sagaId", sagaId)
        .param("scheduledAt", Sql.at(scheduledAt))
        .param("now", now())
        .update();
    history.ofPost(row.id(), "restarted", row.status().wire(), status.wire(), null);
  }

  /** Makes the targets that did not come out ready for another round; returns how many. */
  int reopenTargets(long postId) {
    return sql.run("publishing/reopen-targets")
        .param("postId", postId)
        .param("now", now())
        .update();
  }

  /** Decides a locked post. */
  void decide(long postId, String decision) {
    sql.run("publishing/decide-post").param("id", postId).param("decision", decision).update();
  }

  /** Counts what could not be taken down as up again, so that it is tried once more. */
  void putUpAgain(long postId) {
    sql.run("publishing/put-up-again").param("postId", postId).param("now", now()).update();
  }

  private java.time.OffsetDateTime now() {
    return Sql.at(clock.instant());
  }
}
