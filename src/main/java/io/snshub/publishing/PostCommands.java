package io.snshub.publishing;

import io.snshub.call.Problems;
import io.snshub.post.EventType;
import io.snshub.post.PostStatus;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.TargetTable.Change;
import io.snshub.saga.SagaLog;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a user can do with a post after it was accepted. Each command is one transaction; it locks
 * the saga before the post, as a running saga does.
 */
@Component
class PostCommands {
  private static final Set<PostStatus> AGAIN =
      Set.of(PostStatus.FAILED, PostStatus.PARTIALLY_PUBLISHED, PostStatus.COMPENSATED);
  private static final Set<PostStatus> BUSY =
      Set.of(PostStatus.PUBLISHING, PostStatus.COMPENSATING, PostStatus.NEEDS_HUMAN);

  private final Sql sql;
  private final PostTable posts;
  private final TargetTable targets;
  private final SagaLog sagas;
  private final Clock clock;

  PostCommands(Sql sql, PostTable posts, TargetTable targets, SagaLog sagas, Clock clock) {
    this.sql = sql;
    this.posts = posts;
    this.targets = targets;
    this.sagas = sagas;
    this.clock = clock;
  }

  /** What a command came to. */
  record Done(long postId, String status, String sagaId, String message) {}

  /** Stops a post before it runs; stopping it twice is fine. */
  @Transactional
  public Done cancel(long userId, long postId) {
    String saga = sagaOf(userId, postId);
    boolean stopped = sagas.cancel(saga, "cancelled by the user");
    PostRow post = posts.lock(postId).orElseThrow();
    if (post.status() == PostStatus.CANCELLED) {
      return done(post, PostStatus.CANCELLED, "was cancelled already");
    }
    if (!post.status().notStarted() || !stopped) {
      throw Problems.conflict(
          "already_started", "post " + postId + " is " + post.status().wire() + ", too late");
    }
    callOff(post);
    posts.move(post, PostStatus.CANCELLED, TargetRow.ABORT, null, EventType.POST_CANCELLED);
    return done(post, PostStatus.CANCELLED, "will not be published");
  }

  /** Publishes a draft or a scheduled post now, or at a time. */
  @Transactional
  public Done publishAt(long userId, long postId, Instant at, boolean scheduled) {
    String saga = sagaOf(userId, postId);
    boolean woken = sagas.wakeAt(saga, at);
    PostRow post = posts.lock(postId).orElseThrow();
    if (!post.status().notStarted() || !woken) {
      throw Problems.conflict(
          "already_started", "post " + postId + " is " + post.status().wire() + ", too late");
    }
    PostStatus next = scheduled ? PostStatus.SCHEDULED : PostStatus.PENDING;
    sql.run("publishing/set-schedule")
        .param("id", postId)
        .param("at", Sql.at(scheduled ? at : null))
        .update();
    posts.move(post, next, null, null, scheduled ? EventType.POST_SCHEDULED : null);
    return done(post, next, scheduled ? "will be published at " + at : "publishing begins now");
  }

  /** Tries the targets again that did not come out. */
  @Transactional
  public Done retry(long userId, long postId) {
    sagaOf(userId, postId);
    PostRow post = posts.lock(postId).orElseThrow();
    if (!AGAIN.contains(post.status())) {
      throw Problems.conflict(
          "nothing_to_retry",
          "post "
              + postId
              + " is "
              + post.status().wire()
              + ", only failed targets can be retried");
    }
    int again = posts.reopenTargets(postId);
    UUID saga = UUID.randomUUID();
    sagas.open(saga, "publish", "post/" + postId, userId, "direct:publish-post", clock.instant());
    posts.restart(post, PostStatus.PENDING, saga.toString(), null);
    String message = again == 1 ? "1 target is tried again" : again + " targets are tried again";
    return new Done(postId, PostStatus.PENDING.wire(), saga.toString(), message);
  }

  /** Takes a post down everywhere; what was never up is gone at once. */
  @Transactional
  public Done delete(long userId, long postId) {
    String saga = sagaOf(userId, postId);
    boolean stopped = sagas.cancel(saga, "deleted by the user");
    PostRow post = posts.lock(postId).orElseThrow();
    if (post.status() == PostStatus.DELETED) {
      return done(post, PostStatus.DELETED, "was deleted already");
    }
    if (BUSY.contains(post.status()) || post.status().notStarted() && !stopped) {
      throw Problems.conflict(
          "in_progress",
          "post " + postId + " is " + post.status().wire() + "; delete it when that has ended");
    }
    if (post.status().notStarted()) {
      callOff(post);
    }
    posts.putUpAgain(postId);
    List<TargetRow> up =
        targets.ofPost(postId).stream()
            .filter(row -> row.status() == TargetStatus.CONFIRMED)
            .toList();
    if (up.isEmpty()) {
      posts.move(post, PostStatus.DELETED, TargetRow.ABORT, null, EventType.POST_DELETED);
      return done(post, PostStatus.DELETED, "deleted, nothing was up");
    }
    UUID takedown = UUID.randomUUID();
    sagas.open(takedown, "delete", "post/" + postId, userId, "direct:delete-post", clock.instant());
    posts.restart(post, PostStatus.COMPENSATING, takedown.toString(), post.scheduledAt());
    posts.decide(postId, TargetRow.ABORT);
    String where = up.size() == 1 ? "1 platform" : up.size() + " platforms";
    return new Done(
        postId,
        PostStatus.COMPENSATING.wire(),
        takedown.toString(),
        "is being taken down from " + where);
  }

  private void callOff(PostRow post) {
    for (TargetRow row : targets.ofPost(post.id())) {
      if (row.status().open()) {
        targets.change(row, Change.to(row, TargetStatus.CANCELLED));
      }
    }
  }

  private String sagaOf(long userId, long postId) {
    return sql.run("publishing/find-own-saga")
        .param("id", postId)
        .param("userId", userId)
        .query(String.class)
        .optional()
        .orElseThrow(() -> Problems.notFound("post", postId));
  }

  private static Done done(PostRow post, PostStatus status, String message) {
    return new Done(post.id(), status.wire(), post.sagaId(), message);
  }
}
