package io.snshub.publishing;

import io.snshub.call.Answer;
import io.snshub.call.RequestContext;
import io.snshub.saga.SagaEnds;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Holds an answer back until its saga has ended, as long as {@code Prefer: wait} says. Takes an
 * Exchange because only a processor can go on asynchronously.
 */
@Component
class SagaWait implements AsyncProcessor {
  private final SagaEnds ends;
  private final PostStates states;
  private final Executor workers;

  SagaWait(SagaEnds ends, PostStates states, @Qualifier("laneWorkers") ExecutorService workers) {
    this.ends = ends;
    this.states = states;
    this.workers = workers;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    RequestContext request = exchange.getVariable("request", RequestContext.class);
    Duration wait = request.preferWait();
    String saga = sagaOf(exchange.getMessage().getBody());
    if (wait == null || wait.isZero() || saga == null) {
      callback.done(true);
      return true;
    }
    ends.ended(saga, wait)
        .whenCompleteAsync(
            (ended, error) -> {
              exchange.getMessage().setBody(states.refreshed(exchange.getMessage().getBody()));
              callback.done(false);
            },
            workers);
    return false;
  }

  private static @Nullable String sagaOf(@Nullable Object body) {
    Object said = body instanceof Answer answer ? answer.body() : body;
    if (said instanceof PostAccepted accepted) {
      return accepted.sagaId().toString();
    }
    return said instanceof PostCommands.Done done ? done.sagaId() : null;
  }

  @Override
  public CompletableFuture<Exchange> processAsync(Exchange exchange) {
    CompletableFuture<Exchange> done = new CompletableFuture<>();
    process(exchange, doneSync -> done.complete(exchange));
    return done;
  }

  @Override
  public void process(Exchange exchange) {
    processAsync(exchange).join();
  }
}
