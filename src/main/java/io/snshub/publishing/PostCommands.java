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
import org.jspecify.annotations.Nullable;
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
      Set.of(PostStatus.PUBLISHING, PostStatus.COMPENSATING);

  /** Something may be up, or on its way. */
  static final Set<TargetStatus> BEGUN =
      Set.of(
          TargetStatus.SUBMITTING,
          TargetStatus.IN_DOUBT,
          TargetStatus.NEEDS_HUMAN,
          TargetStatus.CONFIRMED);

  private final Sql sql;
  private final PostTable posts;
  private final TargetTable targets;
  private final PostHistory history;
  private final SagaLog sagas;
  private final PublishingSettings settings;
  private final Clock clock;

  PostCommands(
      Sql sql,
      PostTable posts,
      TargetTable targets,
      PostHistory history,
      SagaLog sagas,
      PublishingSettings settings,
      Clock clock) {
    this.settings = settings;
    this.sql = sql;
    this.posts = posts;
    this.targets = targets;
    this.history = history;
    this.sagas = sagas;
    this.clock = clock;
  }

  /** What a command came to. */
  record Done(long postId, String status, String sagaId, String message) {}

  /** The post goes to accounts that a narrowed key may not use. */
  boolean goesBeyond(long postId, long keyId) {
    return sql.run("publishing/count-beyond")
            .param("postId", postId)
            .param("keyId", keyId)
            .query(Long.class)
            .single()
        > 0;
  }

  /** Stops a post before anything of it is up; stopping it twice is fine. */
  @Transactional
  public Done cancel(long userId, long postId) {
    PostRow post = posts.lockOwn(userId, postId);
    if (post.status() == PostStatus.CANCELLED) {
      return done(post, PostStatus.CANCELLED, "was cancelled already");
    }
    requireNotStarted(post);
    callOff(post, "cancelled by the user");
    posts.move(post, PostStatus.CANCELLED, TargetRow.ABORT, null, EventType.POST_CANCELLED);
    return done(post, PostStatus.CANCELLED, "will not be published");
  }

  /** Publishes a draft or a scheduled post now. */
  @Transactional
  public Done publishNow(long userId, long postId) {
    PostRow post = posts.lockOwn(userId, postId);
    requireNotStarted(post);
    reschedule(post, null, clock.instant());
    posts.move(post, PostStatus.PENDING, null, null, null);
    return done(post, PostStatus.PENDING, "publishing begins now");
  }

  /** Sets the time of a draft or a scheduled post. */
  @Transactional
  public Done schedule(long userId, long postId, Instant at) {
    PostRow post = posts.lockOwn(userId, postId);
    requireNotStarted(post);
    reschedule(post, at, settings.startFor(at, clock.instant()));
    posts.move(post, PostStatus.SCHEDULED, null, null, EventType.POST_SCHEDULED);
    return done(post, PostStatus.SCHEDULED, "will be published at " + at);
  }

  private void reschedule(PostRow post, @Nullable Instant at, Instant wakeAt) {
    if (!sagas.wakeAt(post.sagaId(), wakeAt)) {
      throw Problems.conflict(
          "being_prepared", "post " + post.id() + " is being prepared, try again in a moment");
    }
    sql.run("publishing/set-schedule").param("id", post.id()).param("at", Sql.at(at)).update();
  }

  /** Tries the targets again that did not come out. */
  @Transactional
  public Done retry(long userId, long postId) {
    PostRow post = posts.lockOwn(userId, postId);
    requireNoQuestion(post);
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
    PostRow post = posts.lockOwn(userId, postId);
    if (post.status() == PostStatus.DELETED) {
      return done(post, PostStatus.DELETED, "was deleted already");
    }
    requireNoQuestion(post);
    if (BUSY.contains(post.status()) || post.status().notStarted() && begun(post)) {
      throw Problems.conflict(
          "in_progress",
          "post " + postId + " is " + post.status().wire() + "; delete it when that has ended");
    }
    if (post.status().notStarted()) {
      callOff(post, "deleted by the user");
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

  private void callOff(PostRow post, String reason) {
    for (TargetRow row : targets.ofPost(post.id())) {
      if (row.status().open()) {
        targets.change(row, Change.to(row, TargetStatus.CANCELLED));
        history.ofTarget(row, "called_off", TargetStatus.CANCELLED.wire(), reason);
      }
    }
    if (!sagas.cancel(post.sagaId(), reason)) {
      // it is preparing the post; it finds it cancelled and ends
      sagas.wakeAt(post.sagaId(), clock.instant());
    }
  }

  private static void requireNoQuestion(PostRow post) {
    if (post.status() == PostStatus.NEEDS_HUMAN) {
      throw Problems.conflict(
          "needs_human",
          ("post %d waits for a person: say what became of the target that its message names, by"
                  + " POST /api/sns/posts/%d/retry with platform and outcome")
              .formatted(post.id(), post.id()));
    }
  }

  private void requireNotStarted(PostRow post) {
    if (!post.status().notStarted() || begun(post)) {
      throw Problems.conflict(
          "already_started", "post " + post.id() + " is " + post.status().wire() + ", too late");
    }
  }

  /** A lane may have gone on from preparing to publishing before its post's next pass says so. */
  private boolean begun(PostRow post) {
    return targets.ofPost(post.id()).stream().anyMatch(row -> BEGUN.contains(row.status()));
  }

  private static Done done(PostRow post, PostStatus status, String message) {
    return new Done(post.id(), status.wire(), post.sagaId(), message);
  }
}
