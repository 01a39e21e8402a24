package io.snshub.publishing;

import io.snshub.saga.SagaRun;
import io.snshub.saga.StepPendingException;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.SagaCompletionMode;
import org.apache.camel.model.SagaPropagation;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Takes down what must not be up any more, by the same retractions that compensate. */
@Component
class TakedownRoutes extends RouteBuilder {
  private final ExecutorService laneWorkers;

  TakedownRoutes(@Qualifier("laneWorkers") ExecutorService laneWorkers) {
    this.laneWorkers = laneWorkers;
  }

  @Override
  public void configure() {
    for (String kind : Takedowns.KINDS) {
      from("direct:" + kind + "-post").routeId(kind + "-post").errorHandler(noErrorHandler())
        .saga()
          .propagation(SagaPropagation.REQUIRES_NEW).completionMode(SagaCompletionMode.MANUAL)
          .to("direct:take-down")
        .end();
    }

    from("direct:take-down").routeId("take-down").errorHandler(noErrorHandler())
      .setVariable("run", exchangeProperty(SagaRun.PROPERTY))
      .bean(Takedowns.class, "due(${variable.run})")
      .loopDoWhile(simple("${body.size} > 0"))
        .to("direct:fan-out-takedowns")
        .bean(Takedowns.class, "due(${variable.run})")
      .end()
      .bean(Takedowns.class, "settle(${variable.run})")
      .setVariable(SagaRun.RESUME_AT, simple("${body.resumeAt}"))
      .filter(simple("${body.verdict} == 'COMMIT'"))
        .to("saga:complete")
      .end();

    from("direct:fan-out-takedowns").routeId("fan-out-takedowns").errorHandler(noErrorHandler())
      .split(body(), AggregationStrategies.useOriginal(true)).parallelProcessing().executorService(laneWorkers)
        .setVariable("order", body())
        .doTry()
          .setHeader("targetId", simple("${body.targetId}"))
          .toD("direct:retract-${body.platform}")
        // a target that has to wait has said so in its row
        .doCatch(StepPendingException.class)
          .stop()
        .doCatch(Exception.class)
          .bean(SharedLanes.class, "stumbled(${variable.order}, ${exchangeProperty." + Exchange.EXCEPTION_CAUGHT + "})")
        .end()
      .end();
  }
}
