package io.snshub.publishing;

import io.snshub.call.Problems;
import io.snshub.platform.MediaShelf;
import io.snshub.post.EventType;
import io.snshub.post.PostStatus;
import io.snshub.saga.SagaLog;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts another request in place of a post's, as long as nothing of it has begun. One transaction,
 * which locks the saga before the post as a running saga does: a change comes before a run that
 * sees all of it, or is refused. To change a post to what it is already is fine.
 *
 * <p>More parts than most have, because a change does all that accepting does.
 */
@Component
class ChangeCommand {
  private static final Set<PostStatus> CHANGEABLE = Set.of(PostStatus.DRAFT, PostStatus.SCHEDULED);

  private final Sql sql;
  private final PostTable posts;
  private final TargetTable targets;
  private final Replanning replanning;
  private final PostHistory history;
  private final PostRules rules;
  private final SagaLog sagas;
  private final MediaShelf shelf;
  private final PublishingSettings settings;
  private final Clock clock;

  ChangeCommand(
      Sql sql,
      PostTable posts,
      TargetTable targets,
      Replanning replanning,
      PostHistory history,
      PostRules rules,
      SagaLog sagas,
      MediaShelf shelf,
      PublishingSettings settings,
      Clock clock) {
    this.sql = sql;
    this.posts = posts;
    this.targets = targets;
    this.replanning = replanning;
    this.history = history;
    this.rules = rules;
    this.sagas = sagas;
    this.shelf = shelf;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What a post was changed to.
   *
   * @param postId the post's id
   * @param status draft or scheduled
   * @param sagaId its saga
   * @param version what {@code If-Match} takes for the next change
   * @param message what will become of it
   */
  record Changed(long postId, String status, String sagaId, long version, String message) {}

  /**
   * Changes a draft or a scheduled post. Without {@code draft} and {@code scheduled_at} it stays
   * what it is, at its time: no change publishes anything.
   *
   * @param allowed the only accounts that may be used; null for all
   * @param match the {@code If-Match} of the request; without one the post is changed whatever its
   *     version
   * @throws io.snshub.call.ProblemException 404 when the user has no such post, 409 when it has
   *     begun or is just being prepared, 412 when it has another version, 400 with every broken
   *     rule
   */
  @Transactional
  public Changed change(
      long userId,
      long postId,
      @Nullable Set<Long> allowed,
      @Nullable String match,
      PostRequest request) {
    PostRow post = posts.lockOwn(userId, postId);
    List<TargetRow> present = targets.ofPost(postId);
    requireNotBegun(post, present);
    requireMatch(match, post, present);
    PostPlan plan = rules.check(userId, allowed, timed(request, post));
    if (!sagas.wakeAt(post.sagaId(), wakeAt(plan))) {
      throw Problems.conflict(
          "being_prepared", "post " + postId + " is being prepared, try again in a moment");
    }
    long removed = replanning.replace(postId, present, plan.targets());
    store(post, plan, removed);
    shelf.release(postId);
    shelf.hold(postId, Objects.requireNonNullElse(plan.request().mediaIds(), List.of()));
    history.ofPost(postId, "changed", post.status().wire(), plan.status().wire(), null);
    boolean scheduled = plan.status() == PostStatus.SCHEDULED;
    posts.move(post, plan.status(), null, null, scheduled ? EventType.POST_SCHEDULED : null);
    return new Changed(
        postId,
        plan.status().wire(),
        post.sagaId(),
        revision(posts.lock(postId).orElseThrow(), targets.ofPost(postId)),
        scheduled ? "will be published at " + plan.scheduledAt() : "kept as a draft");
  }

  private void store(PostRow post, PostPlan plan, long removed) {
    sql.run("publishing/replace-request")
        .param("id", post.id())
        .param("content", plan.request().content())
        .param("request", JsonColumn.write(plan.request()))
        .param("onFailure", plan.onFailure().name().toLowerCase(Locale.ROOT))
        .param("scheduledAt", Sql.at(plan.scheduledAt()))
        .param("removed", removed)
        .update();
  }

  private @Nullable Instant wakeAt(PostPlan plan) {
    Instant at = plan.scheduledAt();
    return at == null ? null : settings.startFor(at, clock.instant());
  }

  /** A target's version rises with each change of it, and so does the sum. */
  private static long revision(PostRow post, List<TargetRow> targets) {
    return post.version() + targets.stream().mapToLong(TargetRow::version).sum();
  }

  private static void requireNotBegun(PostRow post, List<TargetRow> targets) {
    boolean begun =
        targets.stream()
            .anyMatch(row -> PostCommands.BEGUN.contains(row.status()) || row.attempts() > 0);
    if (!CHANGEABLE.contains(post.status()) || begun) {
      throw Problems.conflict(
          "already_started",
          "post "
              + post.id()
              + " is "
              + post.status().wire()
              + "; only drafts and scheduled posts that have not begun can be changed");
    }
  }

  private static void requireMatch(@Nullable String match, PostRow post, List<TargetRow> targets) {
    if (match == null || match.strip().equals("*")) {
      return;
    }
    long revision = revision(post, targets);
    String tag = "\"" + revision + "\"";
    if (Arrays.stream(match.split(",")).map(String::strip).noneMatch(tag::equals)) {
      throw Problems.stale(
          "post %d has the version %s, not %s; look at it again"
              .formatted(post.id(), tag, shortened(match)));
    }
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  private PostRequest timed(PostRequest request, PostRow post) {
    if (request.scheduledAt() != null || Boolean.TRUE.equals(request.draft())) {
      return request;
    }
    Instant at = post.scheduledAt();
    if (at != null && !at.isAfter(clock.instant())) {
      throw Problems.conflict(
          "already_started", "post %d is due since %s, too late".formatted(post.id(), at));
    }
    return new PostRequest(
        request.content(),
        request.platforms(),
        request.mediaUrls(),
        request.mediaIds(),
        at,
        post.status() == PostStatus.DRAFT,
        request.onFailure(),
        request.accounts(),
        request.overrides());
  }
}
