package io.snshub.saga;

import io.snshub.store.Jitter;
import io.snshub.store.Node;
import io.snshub.store.SharedCommits;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.saga.CamelSagaCoordinator;
import org.apache.camel.saga.CamelSagaStep;

/**
 * One process's sagas as production builds them, on doors that somebody else plays. Nothing moves
 * by itself: {@link #look} and {@link #renew} stand for the driver's two threads.
 */
public final class SagaEngine {
  /** As in production. */
  public static final SagaSettings SETTINGS =
      new SagaSettings(
          2000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          100);

  /** Plays the routes behind the doors. */
  @FunctionalInterface
  public interface Player {
    CompletableFuture<Exchange> call(String door, SagaRun run, Map<String, String> headers);
  }

  private final SagaLog log;
  private final JdbcSagaService service;
  private final SagaDriver driver;

  public SagaEngine(
      SagaLog log,
      Player player,
      ExecutorService workers,
      Clock clock,
      Jitter jitter,
      SharedCommits commits) {
    this.log = log;
    this.service = new JdbcSagaService(log);
    Doors doors = player::call;
    this.driver =
        new SagaDriver(
            log,
            new SagaFinaliser(log, doors),
            new SagaEnds(log),
            doors,
            SETTINGS,
            workers,
            clock,
            jitter,
            commits);
  }

  /**
   * A log without its transactions. What one claim takes comes in an order that the sagas' random
   * ids have no part in.
   */
  public static SagaLog log(Sql sql, Node node, Clock clock) {
    return new SagaLog(sql, node, clock, SETTINGS) {
      @Override
      List<SagaRun> claim(int most) {
        return super.claim(most).stream()
            .sorted(Comparator.comparing(SagaRun::subjectId).thenComparing(SagaRun::kind))
            .toList();
      }
    };
  }

  /** What the worker does first. */
  public int takeOver() {
    return log.takeOver();
  }

  public int look() {
    return driver.look();
  }

  public void renew() {
    driver.renew();
  }

  public int inFlight() {
    return driver.inFlight();
  }

  /** A {@code saga()} block that attaches to the run of its exchange. */
  public void begin(Exchange exchange, CamelSagaStep step) {
    CamelSagaCoordinator saga = now(service.newSaga(exchange));
    exchange.getIn().setHeader(Exchange.SAGA_LONG_RUNNING_ACTION, saga.getId());
    now(saga.beginStep(exchange, step));
  }

  /** A {@code saga()} block with propagation {@code MANDATORY}. */
  public void join(Exchange exchange, CamelSagaStep step) {
    now(current(exchange).beginStep(exchange, step));
  }

  /** The endpoint {@code saga:complete}. */
  public void complete(Exchange exchange) {
    now(current(exchange).complete(exchange));
  }

  /** The endpoint {@code saga:compensate}. */
  public void compensate(Exchange exchange) {
    now(current(exchange).compensate(exchange));
  }

  private CamelSagaCoordinator current(Exchange exchange) {
    return now(
        service.getSaga(
            exchange.getIn().getHeader(Exchange.SAGA_LONG_RUNNING_ACTION, String.class)));
  }

  private static <T> T now(CompletableFuture<T> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
