package io.snshub.publishing;

import io.snshub.bus.Outbox;
import io.snshub.platform.MediaShelf;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.post.FailurePolicy;
import io.snshub.post.PostStatus;
import io.snshub.saga.SagaLog;
import io.snshub.store.JsonColumn;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accepts posts. When {@link #accept} returns, the post, its targets, its saga and its event are
 * durable together; when it throws, nothing is. No platform is called on the way.
 */
@Component
public class PostIntake {
  private final PostRules rules;
  private final Sql sql;
  private final SagaLog sagas;
  private final Outbox outbox;
  private final PostHistory history;
  private final MediaShelf shelf;
  private final TransactionTemplate transaction;
  private final PublishingSettings settings;
  private final Clock clock;

  PostIntake(
      PostRules rules,
      Sql sql,
      SagaLog sagas,
      Outbox outbox,
      PostHistory history,
      MediaShelf shelf,
      TransactionTemplate transaction,
      PublishingSettings settings,
      Clock clock) {
    this.settings = settings;
    this.rules = rules;
    this.sql = sql;
    this.sagas = sagas;
    this.outbox = outbox;
    this.history = history;
    this.shelf = shelf;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Checks and stores a post.
   *
   * @param userId whose it will be
   * @param request what is asked for
   * @param within more work for the same transaction, given the answer (an idempotency key, a
   *     receipt); when it throws, nothing is stored
   * @throws io.snshub.call.ProblemException 400 with every broken rule
   */
  public PostAccepted accept(long userId, PostRequest request, Consumer<PostAccepted> within) {
    return accept(userId, null, request, within);
  }

  /** Does the same for who may use these accounts only; all when null. */
  PostAccepted accept(
      long userId,
      @Nullable Set<Long> allowed,
      PostRequest request,
      Consumer<PostAccepted> within) {
    PostPlan plan = rules.check(userId, allowed, request);
    return transaction.execute(
        status -> {
          PostAccepted accepted = store(userId, plan);
          within.accept(accepted);
          return accepted;
        });
  }

  private PostAccepted store(long userId, PostPlan plan) {
    Instant now = clock.instant();
    UUID sagaId = UUID.randomUUID();
    long postId = insertPost(userId, plan, sagaId, now);
    sagas.open(
        sagaId, "publish", "post/" + postId, userId, "direct:publish-post", startAt(plan, now));
    int position = 0;
    for (PostPlan.PlannedTarget target : plan.targets()) {
      sql.run("publishing/insert-target")
          .param("postId", postId)
          .param("position", position++)
          .param("platform", target.platform())
          .param("accountId", target.accountId())
          .param("content", JsonColumn.write(target.content()))
          .param("now", Sql.at(now))
          .update();
    }
    shelf.hold(postId, Objects.requireNonNullElse(plan.request().mediaIds(), List.of()));
    history.ofPost(postId, "accepted", null, plan.status().wire(), null);
    Event created = event(EventType.POST_CREATED, userId, postId, plan, now);
    outbox.append(created);
    if (plan.status() == PostStatus.SCHEDULED) {
      outbox.append(event(EventType.POST_SCHEDULED, userId, postId, plan, now));
    }
    return new PostAccepted(postId, plan.status().wire(), created.id(), sagaId, message(plan));
  }

  private long insertPost(long userId, PostPlan plan, UUID sagaId, Instant now) {
    return sql.run("publishing/insert-post")
        .param("userId", userId)
        .param("content", plan.request().content())
        .param("request", JsonColumn.write(plan.request()))
        .param("status", plan.status().wire())
        .param("onFailure", word(plan.onFailure()))
        .param("sagaId", sagaId.toString())
        .param("scheduledAt", Sql.at(plan.scheduledAt()))
        .param("now", Sql.at(now))
        .query(Long.class)
        .single();
  }

  private @Nullable Instant startAt(PostPlan plan, Instant now) {
    return switch (plan.status()) {
      case DRAFT -> null;
      case SCHEDULED -> settings.startFor(Objects.requireNonNull(plan.scheduledAt()), now);
      default -> now;
    };
  }

  private static Event event(EventType type, long userId, long postId, PostPlan plan, Instant now) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("post_id", postId);
    data.put("status", plan.status().wire());
    data.put("platforms", plan.targets().stream().map(PostPlan.PlannedTarget::platform).toList());
    if (plan.scheduledAt() != null) {
      data.put("scheduled_at", plan.scheduledAt().toString());
    }
    return Event.ofPost(type, postId, userId, data, now);
  }

  private static String message(PostPlan plan) {
    return switch (plan.status()) {
      case DRAFT -> "kept as a draft";
      case SCHEDULED -> "will be published at " + plan.scheduledAt();
      default -> "accepted, publishing begins now";
    };
  }

  private static String word(FailurePolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }
}
