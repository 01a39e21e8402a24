package io.snshub.bus;

import io.snshub.post.Event;
import io.snshub.store.Sql;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which posts have changed, for those who keep views of them. In this process they hear of a change
 * with its commit. What survives a crash is the event in the outbox, or, where a post moves on
 * without one, a mark: a row that stays until somebody has looked.
 */
@Component
public class PostChanges {
  private static final String POST = "post/";

  private final Sql sql;
  private final Clock clock;
  private final List<PostListener> listeners;

  PostChanges(Sql sql, Clock clock, List<PostListener> listeners) {
    this.sql = sql;
    this.clock = clock;
    this.listeners = listeners;
  }

  /** A post that somebody has yet to look at. */
  public record Mark(long id, long userId, long postId) {}

  /**
   * A post moves on in the running transaction and the world isn't told: leaves a mark.
   *
   * @throws IllegalStateException outside a transaction
   */
  public void silently(long userId, long postId) {
    told(userId, postId);
    mark(Map.of(postId, userId));
  }

  /** Leaves marks on posts, given with whose they are. */
  public void mark(Map<Long, Long> userByPost) {
    List<Map.Entry<Long, Long>> marks = List.copyOf(userByPost.entrySet());
    sql.run("bus/mark-posts")
        .param("posts", marks.stream().map(Map.Entry::getKey).toArray(Long[]::new))
        .param("users", marks.stream().map(Map.Entry::getValue).toArray(Long[]::new))
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  /** Returns the oldest marks. */
  public List<Mark> marks(int limit) {
    return sql.run("bus/find-marks")
        .param("limit", limit)
        .query(
            (row, number) ->
                new Mark(row.getLong("id"), row.getLong("user_id"), row.getLong("post_id")))
        .list();
  }

  /** Takes marks away: somebody has looked since they were read. */
  public void forget(List<Mark> marks) {
    if (!marks.isEmpty()) {
      sql.run("bus/delete-marks").param("ids", marks.stream().map(Mark::id).toList()).update();
    }
  }

  /** An event is appended in the running transaction. */
  void told(Event event) {
    if (event.subject().startsWith(POST)) {
      told(event.userId(), Long.parseLong(event.subject().substring(POST.length())));
    }
  }

  private void told(long userId, long postId) {
    if (!listeners.isEmpty()) {
      // equal ones count once in a transaction
      TransactionSynchronizationManager.registerSynchronization(
          new Told(listeners, userId, postId));
    }
  }

  private record Told(List<PostListener> listeners, long userId, long postId)
      implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      listeners.forEach(one -> one.changed(userId, postId));
    }

    @Override
    public void afterCompletion(int status) {
      if (status == STATUS_UNKNOWN) {
        afterCommit();
      }
    }
  }
}
