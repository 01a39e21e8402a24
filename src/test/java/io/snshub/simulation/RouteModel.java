package io.snshub.simulation;

import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
import io.snshub.platform.LaneWork;
import io.snshub.platform.TokenGrant;
import io.snshub.publishing.PublishingEngine.Pass;
import io.snshub.saga.SagaRun;
import io.snshub.saga.StepPendingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.ExpressionBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.saga.CamelSagaStep;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * The Camel routes around the engine, so that a schedule can interleave and kill between any two of
 * their nodes. A {@code bean} node is a step of its process; joining the saga goes through the real
 * saga service; what other rooms do for a saga (notification, analytics) is an empty step.
 *
 * <p>To be read beside {@code PublishRoutes}, {@code TakedownRoutes} and {@code LaneRoutes}: each
 * method names the route it plays.
 */
final class RouteModel {
  private static final CamelContext CAMEL = new DefaultCamelContext();
  private static final Map<String, Endpoint> DOORS = new ConcurrentHashMap<>();
  private final Process process;

  RouteModel(Process process) {
    this.process = process;
  }

  /** {@code CamelDoors}: the exchange comes back when its route has ended, its exception on it. */
  CompletableFuture<Exchange> call(String door, SagaRun run, Map<String, String> headers) {
    Exchange exchange = exchange(run);
    CompletableFuture<Exchange> ended = new CompletableFuture<>();
    route(door.replace("direct://", "direct:"), exchange, run, headers)
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                exchange.setException(cause(error));
              }
              ended.complete(exchange);
            });
    return ended;
  }

  private CompletableFuture<Void> route(
      String door, Exchange exchange, SagaRun run, Map<String, String> headers) {
    String platform = door.startsWith("direct:retract-") ? door.substring(15) : null;
    if (platform != null) {
      return retract(Long.parseLong(headers.get("targetId")), platform, run);
    }
    return switch (door) {
      case "direct:publish-post" -> publishPost(exchange, run);
      case "direct:delete-post", "direct:compensate-post", "direct:sweep-post" ->
          takeDownPost(exchange, run);
      case "direct:mark-post" -> markPost(run, Long.parseLong(headers.get("postId")));
      case "direct:send-cancellation-notice", "direct:clear-analytics" ->
          process.step(door.substring(7), () -> {});
      default -> throw new IllegalArgumentException("no route behind " + door);
    };
  }

  /** {@code publish-post}, with {@code enlist-notification} and {@code enlist-analytics}. */
  private CompletableFuture<Void> publishPost(Exchange exchange, SagaRun run) {
    Map<String, String> post = Map.of("postId", Long.toString(run.subjectId()));
    process.sagas().begin(exchange, undoneBy("direct:mark-post", post));
    process.sagas().join(exchange, undoneBy("direct:send-cancellation-notice", Map.of()));
    process.sagas().join(exchange, undoneBy("direct:clear-analytics", post));
    return rounds(exchange, run);
  }

  private CompletableFuture<Void> rounds(Exchange exchange, SagaRun run) {
    return process
        .step(post(run) + " advance", () -> process.publishing().advance(run))
        .thenCompose(
            pass ->
                pass.tasks().isEmpty()
                    ? settlePost(exchange, run, pass)
                    : fanOut(exchange, pass.tasks()).thenCompose(done -> rounds(exchange, run)));
  }

  /** {@code fan-out}: every lane at once, and on when all have ended. */
  private CompletableFuture<Void> fanOut(Exchange exchange, List<LaneTask> tasks) {
    return all(tasks, task -> lane(exchange, task));
  }

  /** {@code settle-post}. */
  private CompletableFuture<Void> settlePost(Exchange exchange, SagaRun run, Pass pass) {
    exchange.setVariable(SagaRun.RESUME_AT, pass.resumeAt());
    return switch (Objects.requireNonNull(pass.verdict())) {
      case "ABORT" ->
          process.step(post(run) + " saga:compensate", () -> process.sagas().compensate(exchange));
      case "END", "COMMIT" ->
          process.step(post(run) + " saga:complete", () -> process.sagas().complete(exchange));
      default -> CompletableFuture.completedFuture(null);
    };
  }

  /** {@code mark-post}. */
  private CompletableFuture<Void> markPost(SagaRun run, long postId) {
    return process.step(
        process.sim().nameOfPost(postId) + " mark",
        () -> process.publishing().markTakenBack(run, postId));
  }

  /** {@code delete-post}, {@code compensate-post} and {@code sweep-post}, all {@code take-down}. */
  private CompletableFuture<Void> takeDownPost(Exchange exchange, SagaRun run) {
    process.sagas().begin(exchange, new CamelSagaStep(null, null, Map.of(), null));
    return takedowns(exchange, run);
  }

  private CompletableFuture<Void> takedowns(Exchange exchange, SagaRun run) {
    return process
        .step(post(run) + " takedowns", () -> process.publishing().takedowns(run))
        .thenCompose(
            orders ->
                orders.isEmpty()
                    ? settleTakedown(exchange, run)
                    : all(orders, this::takedown).thenCompose(done -> takedowns(exchange, run)));
  }

  private CompletableFuture<Void> settleTakedown(Exchange exchange, SagaRun run) {
    return process
        .step(post(run) + " settle " + run.kind(), () -> process.publishing().settleTakedown(run))
        .thenCompose(
            pass -> {
              exchange.setVariable(SagaRun.RESUME_AT, pass.resumeAt());
              return "COMMIT".equals(pass.verdict())
                  ? process.step(
                      post(run) + " saga:complete", () -> process.sagas().complete(exchange))
                  : CompletableFuture.completedFuture(null);
            });
  }

  /** One branch of {@code fan-out-takedowns}. */
  private CompletableFuture<Void> takedown(LaneOrder order) {
    return caught(
        retract(order.targetId(), order.platform(), order.run()),
        error ->
            error instanceof StepPendingException
                ? CompletableFuture.completedFuture(null)
                : stumbled(order, error));
  }

  /** {@code lane-<platform>}. */
  private CompletableFuture<Void> lane(Exchange exchange, LaneTask task) {
    LaneOrder order = task.order();
    Map<String, String> options =
        Map.of("targetId", Long.toString(order.targetId()), "independent", "true");
    process.sagas().join(exchange, undoneBy("direct:retract-" + order.platform(), options));
    return runLane(task);
  }

  /** {@code run-lane}: a lane that breaks is a value. */
  private CompletableFuture<Void> runLane(LaneTask task) {
    return caught(work(task), error -> stumbled(task.order(), error));
  }

  private CompletableFuture<Void> stumbled(LaneOrder order, Throwable error) {
    return process.step(target(order) + " stumbled", () -> process.book().stumbled(order, error));
  }

  /** {@code retract-<platform>} and {@code run-retraction}. */
  private CompletableFuture<Void> retract(long targetId, String platform, SagaRun run) {
    LaneOrder order = new LaneOrder(run, targetId, platform, false);
    return process
        .step(target(order) + " beginRetract", () -> process.book().beginRetract(order))
        .thenCompose(this::work)
        .thenCompose(
            done ->
                process.step(
                    target(order) + " requireRetracted",
                    () -> process.book().requireRetracted(order)));
  }

  /** The loop over {@code task-<action>}. */
  private CompletableFuture<Void> work(LaneTask task) {
    return task.isWorking() ? one(task).thenCompose(this::work) : done();
  }

  private CompletableFuture<LaneTask> one(LaneTask task) {
    return switch (task.action()) {
      case ENTER -> taskEnter(task.order());
      case PREPARE -> taskPrepare(task);
      case SUBMIT -> taskSubmit(task);
      case SEND -> taskSend(task);
      case RESOLVE -> taskResolve(task);
      case RETRACT -> taskRetract(task);
      case REFRESH -> taskRefresh(task);
      case REST -> CompletableFuture.completedFuture(task);
    };
  }

  /** {@code task-prepare}. */
  private CompletableFuture<LaneTask> taskPrepare(LaneTask task) {
    return process
        .sim()
        .world()
        .prepare(process, workOf(task))
        .thenCompose(
            came ->
                process.step(
                    target(task) + " prepared", () -> process.book().prepared(task, came)));
  }

  /** {@code task-enter}. */
  private CompletableFuture<LaneTask> taskEnter(LaneOrder order) {
    return process.step(target(order) + " enter", () -> process.book().enter(order));
  }

  /** {@code task-submit}. */
  private CompletableFuture<LaneTask> taskSubmit(LaneTask task) {
    return process.step(target(task) + " openGate", () -> process.book().openGate(task));
  }

  /** {@code task-send}. */
  private CompletableFuture<LaneTask> taskSend(LaneTask open) {
    return process
        .step(target(open) + " missed", () -> process.window().missed(open))
        .thenCompose(missed -> missed ? withdrawn(open) : publish(open));
  }

  private CompletableFuture<LaneTask> withdrawn(LaneTask open) {
    return process.step(target(open) + " withdrawn", () -> process.book().withdrawn(open));
  }

  private CompletableFuture<LaneTask> publish(LaneTask open) {
    return process
        .sim()
        .world()
        .publish(process, workOf(open), () -> process.window().missed(open))
        .thenCompose(
            came ->
                process.step(target(open) + " settled", () -> process.book().settled(open, came)));
  }

  /** {@code task-resolve}. */
  private CompletableFuture<LaneTask> taskResolve(LaneTask task) {
    return process
        .sim()
        .world()
        .lookup(process, workOf(task))
        .thenCompose(
            came -> process.step(target(task) + " seen", () -> process.book().seen(task, came)));
  }

  /** {@code task-retract}. */
  private CompletableFuture<LaneTask> taskRetract(LaneTask task) {
    return process
        .sim()
        .world()
        .retract(process, workOf(task))
        .thenCompose(
            came ->
                process.step(
                    target(task) + " retracted", () -> process.book().retracted(task, came)));
  }

  /** {@code task-refresh}. */
  private CompletableFuture<LaneTask> taskRefresh(LaneTask task) {
    TokenGrant grant = process.sim().world().refresh(task.order().platform());
    return process.step(target(task) + " refreshed", () -> process.book().refreshed(task, grant));
  }

  private String post(SagaRun run) {
    return process.sim().nameOfPost(run.subjectId());
  }

  private String target(LaneOrder order) {
    return process.sim().nameOf(order.targetId());
  }

  private String target(LaneTask task) {
    return target(task.order());
  }

  private static LaneWork workOf(LaneTask task) {
    return Objects.requireNonNull(task.work());
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  private static <T> CompletableFuture<Void> all(
      List<T> tasks, Function<T, CompletableFuture<Void>> branch) {
    return CompletableFuture.allOf(tasks.stream().map(branch).toArray(CompletableFuture<?>[]::new));
  }

  /** {@code doTry … doCatch}. */
  private static CompletableFuture<Void> caught(
      CompletableFuture<Void> tried, Function<Throwable, CompletableFuture<Void>> handler) {
    return tried
        .handle((done, error) -> error == null ? done() : handler.apply(cause(error)))
        .thenCompose(Function.identity());
  }

  private static Throwable cause(Throwable error) {
    @Nullable Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause == null ? error : cause;
  }

  private static Exchange exchange(SagaRun run) {
    Exchange exchange = new DefaultExchange(CAMEL);
    exchange.setProperty(SagaRun.PROPERTY, run);
    exchange.getIn().setHeader(Exchange.SAGA_LONG_RUNNING_ACTION, run.id());
    return exchange;
  }

  private static CamelSagaStep undoneBy(String door, Map<String, String> options) {
    Map<String, Expression> evaluated = new HashMap<>();
    options.forEach(
        (name, value) -> evaluated.put(name, ExpressionBuilder.constantExpression(value)));
    return new CamelSagaStep(
        DOORS.computeIfAbsent(door, CAMEL::getEndpoint), null, evaluated, null);
  }
}
