package io.snshub.publishing;

import io.snshub.call.Answer;
import io.snshub.call.FirstAnswers;
import io.snshub.call.IdempotencyTicket;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.publishing.PostCommands.Done;
import io.snshub.saga.SagaDriver;
import io.snshub.web.IdempotencyKeys;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The counter at which posts are handed in and changed: requests in, answers out. What a command
 * does and the answer kept for its idempotency key are one transaction.
 */
@Component
class PostDesk {
  private final PostIntake intake;
  private final PostRules rules;
  private final PostCommands commands;
  private final SettleCommand settling;
  private final IdempotencyKeys keys;
  private final FirstAnswers first;
  private final SagaDriver sagas;
  private final Clock clock;

  PostDesk(
      PostIntake intake,
      PostRules rules,
      PostCommands commands,
      SettleCommand settling,
      IdempotencyKeys keys,
      FirstAnswers first,
      SagaDriver sagas,
      Clock clock) {
    this.intake = intake;
    this.rules = rules;
    this.commands = commands;
    this.settling = settling;
    this.keys = keys;
    this.first = first;
    this.sagas = sagas;
    this.clock = clock;
  }

  /**
   * When to publish.
   *
   * @param scheduledAt a time in the future
   */
  record ScheduleRequest(@Nullable Instant scheduledAt) {}

  public Answer create(PostRequest body, RequestContext request) {
    IdempotencyTicket ticket = request.idempotency();
    PostAccepted accepted =
        intake.accept(
            request.userId(),
            request.caller().accounts(),
            body,
            stored -> {
              if (ticket != null) {
                keys.remember(ticket, answer(stored));
              }
            });
    return answer(accepted);
  }

  /** Says what would become of a post; stores nothing. */
  public PostVerdicts validate(PostRequest body, RequestContext request) {
    return rules.judge(request.userId(), request.caller().accounts(), body);
  }

  private static Answer answer(PostAccepted accepted) {
    return Answer.created("/api/sns/posts/" + accepted.postId(), accepted);
  }

  public Done cancel(RequestContext request) {
    return first.once(request, () -> commands.cancel(request.userId(), known(request)));
  }

  /**
   * Tries failed targets again; with a word about one target, takes that instead.
   *
   * @param word what a person says about a target that needs one, or null
   */
  public Done retry(SettleCommand.@Nullable SettleRequest word, RequestContext request) {
    return woken(
        first.once(
            request,
            () ->
                word == null
                    ? commands.retry(request.userId(), known(request))
                    : settling.settle(request.userId(), known(request), word)));
  }

  public Done publishNow(RequestContext request) {
    return woken(first.once(request, () -> commands.publishNow(request.userId(), known(request))));
  }

  public Done schedule(ScheduleRequest body, RequestContext request) {
    Instant at = body.scheduledAt();
    if (at == null) {
      throw Problems.validation("scheduled_at", "is required");
    }
    if (!at.isAfter(clock.instant())) {
      throw Problems.validation(
          "scheduled_at", "is %s, which is past (now %s)".formatted(at, clock.instant()));
    }
    return woken(
        first.once(request, () -> commands.schedule(request.userId(), known(request), at)));
  }

  public Answer delete(RequestContext request) {
    Done done = woken(commands.delete(request.userId(), known(request)));
    return Answer.of(done.status().equals("deleted") ? 200 : 202, done);
  }

  /** Returns the post's id if the key may use all accounts that the post goes to. */
  private long known(RequestContext request) {
    long id = request.id();
    long key = request.caller().narrowedBy();
    if (key != 0 && commands.goesBeyond(id, key)) {
      throw Problems.notFound("post", id);
    }
    return id;
  }

  private Done woken(Done done) {
    sagas.wake();
    return done;
  }
}
