package io.snshub.publishing;

import io.snshub.bus.Outbox;
import io.snshub.platform.MediaShelf;
import io.snshub.post.Content;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.post.FailurePolicy;
import io.snshub.post.PostStatus;
import io.snshub.saga.SagaLog;
import io.snshub.store.JsonColumn;
import io.snshub.store.SharedCommits;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

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
  private final SharedCommits commits;
  private final PostNumbers numbers;
  private final PublishingSettings settings;
  private final Clock clock;

  PostIntake(
      PostRules rules,
      Sql sql,
      SagaLog sagas,
      Outbox outbox,
      PostHistory history,
      MediaShelf shelf,
      SharedCommits commits,
      PostNumbers numbers,
      PublishingSettings settings,
      Clock clock) {
    this.settings = settings;
    this.rules = rules;
    this.sql = sql;
    this.sagas = sagas;
    this.outbox = outbox;
    this.history = history;
    this.shelf = shelf;
    this.commits = commits;
    this.numbers = numbers;
    this.clock = clock;
  }

  /**
   * Checks and stores a post.
   *
   * @param userId whose it will be
   * @param request what is asked for
   * @param within more work for the same transaction, given the answer (an idempotency key, a
   *     receipt); when it throws, nothing is stored. A unit of {@link SharedCommits}: it may be
   *     asked again, with another answer
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
    return commits.run(
        () -> {
          PostAccepted accepted = store(userId, plan);
          within.accept(accepted);
          return accepted;
        });
  }

  /** Nothing of it is asked for again before the commit: posts accepted together go together. */
  private PostAccepted store(long userId, PostPlan plan) {
    Instant now = clock.instant();
    UUID sagaId = UUID.randomUUID();
    long postId = storePost(userId, plan, sagaId, now);
    sagas.open(
        sagaId, "publish", "post/" + postId, userId, "direct:publish-post", startAt(plan, now));
    storeTargets(postId, plan.targets(), now);
    List<Long> media = Objects.requireNonNullElse(plan.request().mediaIds(), List.of());
    if (!media.isEmpty()) {
      // what is held points to the post
      sql.writeRows();
      shelf.hold(postId, media);
    }
    history.ofPost(postId, "accepted", null, plan.status().wire(), null);
    Event created = event(EventType.POST_CREATED, userId, postId, plan, now);
    outbox.append(created);
    if (plan.status() == PostStatus.SCHEDULED) {
      outbox.append(event(EventType.POST_SCHEDULED, userId, postId, plan, now));
    }
    return new PostAccepted(postId, plan.status().wire(), created.id(), sagaId, message(plan));
  }

  private long storePost(long userId, PostPlan plan, UUID sagaId, Instant now) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("userId", userId);
    values.put("content", plan.request().content());
    values.put("request", plan.requestJson());
    values.put("status", plan.status().wire());
    values.put("onFailure", word(plan.onFailure()));
    values.put("sagaId", sagaId.toString());
    values.put("scheduledAt", Sql.at(plan.scheduledAt()));
    values.put("now", Sql.at(now));
    OptionalLong number = numbers.next();
    if (number.isEmpty()) {
      return sql.run("publishing/insert-post").params(values).query(Long.class).single();
    }
    values.put("id", number.getAsLong());
    sql.later("publishing/write-post").params(values).add();
    return number.getAsLong();
  }

  private void storeTargets(long postId, List<PostPlan.PlannedTarget> targets, Instant now) {
    Map<Content, String> written = new HashMap<>();
    int position = 0;
    for (PostPlan.PlannedTarget target : targets) {
      sql.later("publishing/insert-target")
          .param("postId", postId)
          .param("position", position++)
          .param("platform", target.platform())
          .param("accountId", target.accountId())
          .param("content", written.computeIfAbsent(target.content(), JsonColumn::write))
          .param("now", Sql.at(now))
          .add();
    }
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
