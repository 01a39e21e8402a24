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

/** Takes a published post down everywhere, by the same retractions that compensate. */
@Component
class DeleteRoutes extends RouteBuilder {
  private final ExecutorService laneWorkers;

  DeleteRoutes(@Qualifier("laneWorkers") ExecutorService laneWorkers) {
    this.laneWorkers = laneWorkers;
  }

  @Override
  public void configure() {
    from("direct:delete-post").routeId("delete-post").errorHandler(noErrorHandler())
      .saga()
        .propagation(SagaPropagation.REQUIRES_NEW).completionMode(SagaCompletionMode.MANUAL)
        .setVariable("run", exchangeProperty(SagaRun.PROPERTY))
        .bean(Publications.class, "takedowns(${variable.run})")
        .loopDoWhile(simple("${body.size} > 0"))
          .to("direct:fan-out-takedowns")
          .bean(Publications.class, "takedowns(${variable.run})")
        .end()
        .bean(Publications.class, "settleDeletion(${variable.run})")
        .setVariable(SagaRun.RESUME_AT, simple("${body.resumeAt}"))
        .filter(simple("${body.verdict} == 'COMMIT'"))
          .to("saga:complete")
        .end()
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
          .bean(Targets.class, "stumbled(${variable.order}, ${exchangeProperty." + Exchange.EXCEPTION_CAUGHT + "})")
        .end()
      .end();
  }
}
