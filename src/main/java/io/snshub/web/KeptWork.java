package io.snshub.web;

import io.snshub.call.Answer;
import io.snshub.call.FirstAnswers;
import io.snshub.call.IdempotencyTicket;
import io.snshub.call.RequestContext;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the work of a request and the keeping of its answer into one transaction. */
final class KeptWork implements FirstAnswers {
  private final IdempotencyKeys keys;
  private final TransactionTemplate transaction;

  KeptWork(IdempotencyKeys keys, TransactionTemplate transaction) {
    this.keys = keys;
    this.transaction = transaction;
  }

  @Override
  public <T> T once(RequestContext request, Supplier<T> work) {
    return Objects.requireNonNull(
        transaction.execute(
            begun -> {
              T done = Objects.requireNonNull(work.get());
              IdempotencyTicket ticket = request.idempotency();
              if (ticket != null) {
                keys.remember(ticket, done instanceof Answer answer ? answer : Answer.ok(done));
              }
              return done;
            }));
  }
}
