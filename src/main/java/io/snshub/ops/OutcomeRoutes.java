package io.snshub.ops;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Counts what became of targets, as the bus tells it. */
@Component
class OutcomeRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:count-outcomes").routeId("count-outcomes").errorHandler(noErrorHandler())
      .bean(OutcomeMeters.class, "count");
  }
}
