package io.snshub.publishing;

import io.snshub.saga.SagaDriver;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Events that mean work: a hint to look at the queue now. Losing one costs a second, not a post. */
@Component
class WakeRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:wake-publishing").routeId("wake-publishing").errorHandler(noErrorHandler())
      .bean(SagaDriver.class, "wake");
  }
}
