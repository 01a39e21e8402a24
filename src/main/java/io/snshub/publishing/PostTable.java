package io.snshub.publishing;

import io.snshub.bus.Outbox;
import io.snshub.call.Problems;
import io.snshub.platform.MediaShelf;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.post.PostStatus;
import io.snshub.post.TargetStatus;
import io.snshub.saga.SagaLog;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The post rows. Whoever changes one has locked it in the same transaction. */
@Component
class PostTable {
  /** States that no retry leads out of: the post's media are needed no more. */
  private static final Set<PostStatus> DONE =
      Set.of(PostStatus.PUBLISHED, PostStatus.CANCELLED, PostStatus.DELETED);

  private final Sql sql;
  private final PostHistory history;
  private final Outbox outbox;
  private final SagaLog sagas;
  private final MediaShelf shelf;
  private final Clock clock;

  PostTable(
      Sql sql, PostHistory history, Outbox outbox, SagaLog sagas, MediaShelf shelf, Clock clock) {
    this.sql = sql;
    this.history = history;
    this.outbox = outbox;
    this.sagas = sagas;
    this.shelf = shelf;
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
    if (DONE.contains(to)) {
      shelf.release(row.id());
    }
    if (event != null) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("post_id", row.id());
      data.put("status", to.wire());
      if (message != null) {
        data.put("message", message);
      }
      outbox.append(Event.ofPost(event, row.id(), row.userId(), data, clock.instant()));
    } else {
      outbox.silently(row.userId(), row.id());
    }
  }

  /** Says in one line why targets are not up. */
  static String reasons(List<TargetRow> targets) {
    return targets.stream()
        .filter(row -> row.status() != TargetStatus.CONFIRMED && row.errorMessage() != null)
        .map(TargetRow::errorMessage)
        .collect(Collectors.joining("; "));
  }

  /** Reads a user's post, its saga and itself locked in the order in which a running saga does. */
  PostRow lockOwn(long userId, long postId) {
    String saga =
        sql.run("publishing/find-own-saga")
            .param("id", postId)
            .param("userId", userId)
            .query(String.class)
            .optional()
            .orElseThrow(() -> Problems.notFound("post", postId));
    sagas.lock(saga);
    return lock(postId).orElseThrow();
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
    outbox.silently(row.userId(), row.id());
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
