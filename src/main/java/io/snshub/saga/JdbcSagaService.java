package io.snshub.saga;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.saga.CamelSagaCoordinator;
import org.apache.camel.saga.CamelSagaService;
import org.apache.camel.saga.CamelSagaStep;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Camel's saga service on SQL. A saga that {@link SagaDriver} runs is attached to, not opened anew,
 * however often its route is entered; its steps are enlisted once each. Compensating returns as
 * soon as that decision is durable; the driver then finishes the saga and goes on doing so after a
 * crash. Completing becomes durable when the route has ended, usually with the saga's own end: a
 * crash in between enters the route again. A saga that a route began by itself is renewed while its
 * exchange lives, and compensated when that ended or died without a decision.
 */
@Component
class JdbcSagaService implements CamelSagaService {
  private final SagaLog log;
  private @Nullable CamelContext context;

  JdbcSagaService(SagaLog log) {
    this.log = log;
  }

  @Override
  public CompletableFuture<CamelSagaCoordinator> newSaga(Exchange exchange) {
    SagaRun run = exchange.getProperty(SagaRun.PROPERTY, SagaRun.class);
    if (run == null) {
      run = log.openRunning("route");
      exchange.setProperty(SagaRun.PROPERTY, run);
      exchange.getExchangeExtension().addOnCompletion(new Leaving(run.id()));
    }
    return CompletableFuture.completedFuture(new Coordinator(run.id()));
  }

  /** The run on whose behalf an exchange travels. */
  private static @Nullable SagaRun run(Exchange exchange, String id) {
    SagaRun run = exchange.getProperty(SagaRun.PROPERTY, SagaRun.class);
    return run != null && run.id().equals(id) ? run : null;
  }

  /** A saga that a route began by itself is this process's for as long as that exchange lives. */
  private final class Leaving extends SynchronizationAdapter {
    private final String id;

    Leaving(String id) {
      this.id = id;
    }

    @Override
    public void onDone(Exchange exchange) {
      log.leave(id);
    }
  }

  /** Knows every id; an unknown one fails loudly at its first use instead of opening a new saga. */
  @Override
  public CompletableFuture<CamelSagaCoordinator> getSaga(String id) {
    return CompletableFuture.completedFuture(new Coordinator(id));
  }

  @Override
  public void registerStep(CamelSagaStep step) {
    // steps are resolved by their persisted URIs
  }

  /** Tells later Camel versions that the header may carry the saga inside the hub. */
  public boolean isLongRunningActionHeaderSupported() {
    return true;
  }

  @Override
  public void start() {
    // always ready
  }

  @Override
  public void stop() {
    // called whenever any saga route stops; the service goes on for the others
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.context = camelContext;
  }

  @Override
  public @Nullable CamelContext getCamelContext() {
    return context;
  }

  private final class Coordinator implements CamelSagaCoordinator {
    private final String id;

    Coordinator(String id) {
      this.id = id;
    }

    @Override
    public String getId() {
      return id;
    }

    @Override
    public CompletableFuture<Void> beginStep(Exchange exchange, CamelSagaStep step) {
      return attempt(
          () -> {
            SagaRun run = run(exchange, id);
            if (step.isEmpty()) {
              return;
            }
            if (run == null) {
              log.enlist(id, enlistment(exchange, step));
            } else if (run.door() == null) {
              // no gate of the hub's waits for it: it must be durable before the route goes on
              log.enlist(run, enlistment(exchange, step));
            } else {
              run.enlistments().add(enlistment(exchange, step));
            }
          });
    }

    @Override
    public CompletableFuture<Void> compensate(Exchange exchange) {
      Exception cause = exchange.getException();
      String reason = cause == null ? null : cause.getClass().getSimpleName();
      return attempt(() -> decide(exchange, true, reason));
    }

    @Override
    public CompletableFuture<Void> complete(Exchange exchange) {
      return attempt(() -> decide(exchange, false, null));
    }

    private void decide(Exchange exchange, boolean compensate, @Nullable String reason) {
      SagaRun run = run(exchange, id);
      if (run == null) {
        log.decide(id, compensate, reason);
      } else if (run.door() == null) {
        log.handOver(run, compensate, reason);
      } else if (compensate) {
        log.decide(run, true, reason);
      } else {
        // the driver writes it with the saga's end; until then a crash lets the route say it again
        run.enlistments().complete();
      }
    }

    private SagaStep enlistment(Exchange exchange, CamelSagaStep step) {
      Map<String, String> options = new HashMap<>();
      for (Map.Entry<String, Expression> option : step.getOptions().entrySet()) {
        options.put(option.getKey(), option.getValue().evaluate(exchange, String.class));
      }
      return SagaStep.of(
          step.getCompensation().map(Endpoint::getEndpointUri).orElse(null),
          step.getCompletion().map(Endpoint::getEndpointUri).orElse(null),
          options);
    }

    private CompletableFuture<Void> attempt(Runnable work) {
      try {
        work.run();
        return CompletableFuture.completedFuture(null);
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
  }
}
