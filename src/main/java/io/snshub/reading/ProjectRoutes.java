package io.snshub.reading;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What happened to posts, for the lists that show them. */
@Component
class ProjectRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:project-posts").routeId("project-posts").errorHandler(noErrorHandler())
      .bean(Projector.class, "take");
  }
}
