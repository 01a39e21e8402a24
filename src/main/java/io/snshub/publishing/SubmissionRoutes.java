package io.snshub.publishing;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** The door for posts that come by another way than REST. Whoever hands in owns the error policy. */
@Component
class SubmissionRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:accept-post").routeId("accept-post").errorHandler(noErrorHandler())
      .bean(Submissions.class, "accept(${body})");
  }
}
