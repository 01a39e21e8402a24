package io.snshub.analytics;

import io.snshub.saga.SagaRun;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.SagaCompletionMode;
import org.apache.camel.model.SagaPropagation;
import org.springframework.stereotype.Component;

/** The saga step that remembers what is to be measured: do and undo side by side. */
@Component
class AnalyticsRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:enlist-analytics").routeId("enlist-analytics").errorHandler(noErrorHandler())
      .saga()
        .propagation(SagaPropagation.MANDATORY).completionMode(SagaCompletionMode.MANUAL)
        .compensation("direct:clear-analytics")
        .option("postId", SagaRun.subjectIdOf())
        .log(LoggingLevel.TRACE, "enlisted")
      .end();

    from("direct:record-analytics").routeId("record-analytics").errorHandler(noErrorHandler())
      .bean(Recording.class, "record(${exchangeProperty." + SagaRun.PROPERTY + "})")
      .bean(Collector.class, "wake()");

    from("direct:clear-analytics").routeId("clear-analytics").errorHandler(noErrorHandler())
      .bean(Entries.class, "clear(${exchangeProperty." + SagaRun.PROPERTY + ".subjectId})");
  }
}
