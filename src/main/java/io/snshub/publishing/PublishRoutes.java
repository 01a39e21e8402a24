package io.snshub.publishing;

import io.snshub.saga.SagaRun;
import java.util.concurrent.ExecutorService;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.SagaCompletionMode;
import org.apache.camel.model.SagaPropagation;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** One post, from its saga's first step to its last; entered again after every wait and crash. */
@Component
class PublishRoutes extends RouteBuilder {
  private final ExecutorService laneWorkers;

  PublishRoutes(@Qualifier("laneWorkers") ExecutorService laneWorkers) {
    this.laneWorkers = laneWorkers;
  }

  @Override
  public void configure() {
    from("direct:publish-post").routeId("publish-post").errorHandler(noErrorHandler())
      .saga()
        .propagation(SagaPropagation.REQUIRES_NEW).completionMode(SagaCompletionMode.MANUAL)
        .compensation("direct:mark-post")
        .option("postId", simple("${exchangeProperty." + SagaRun.PROPERTY + ".subjectId}"))
        .setVariable("run", exchangeProperty(SagaRun.PROPERTY))
        // enlisted before the platforms, so that in reverse order they come after them
        .to("direct:enlist-notification")
        .to("direct:enlist-analytics")
        .bean(Publications.class, "advance(${variable.run})")
        .loopDoWhile(simple("${body.open}"))
          .to("direct:fan-out")
          .bean(Publications.class, "advance(${variable.run})")
        .end()
        .to("direct:settle-post")
      .end();

    // a multicast over as many lanes as the post has targets; every branch ends in a value
    from("direct:fan-out").routeId("fan-out").errorHandler(noErrorHandler())
      .split(simple("${body.tasks}"), AggregationStrategies.useOriginal(true)).parallelProcessing().executorService(laneWorkers)
        .toD("direct:lane-${body.order.platform}")
      .end();

    from("direct:settle-post").routeId("settle-post").errorHandler(noErrorHandler())
      .setBody(simple("${body.settlement}"))
      .setVariable(SagaRun.RESUME_AT, simple("${body.resumeAt}"))
      .choice()
        .when(simple("${body.verdict} == 'ABORT'"))
          .to("saga:compensate")
        .when(simple("${body.verdict} == 'ASK'"))
          .to("direct:send-question")
        // stopped by its user before it was due: nobody needs to be told
        .when(simple("${body.verdict} == 'END'"))
          .to("saga:complete")
        .when(simple("${body.verdict} == 'COMMIT'"))
          .to("direct:record-analytics")
          .to("direct:send-notification")
          .filter(simple("${variable." + SagaRun.RESUME_AT + "} == null"))
            .to("saga:complete")
          .end()
      .end();

    from("direct:mark-post").routeId("mark-post").errorHandler(noErrorHandler())
      .bean(Takedowns.class, "markTakenBack(${exchangeProperty." + SagaRun.PROPERTY + "}, ${header.postId})");
  }
}
