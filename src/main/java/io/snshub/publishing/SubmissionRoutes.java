package io.snshub.publishing;

import io.snshub.store.FreeSpace;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** The door for posts that come by another way than REST. Whoever hands in owns the error policy. */
@Component
class SubmissionRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:accept-post").routeId("accept-post").errorHandler(noErrorHandler())
      // thrown as a failure that passes: a file of posts waits for room
      .bean(FreeSpace.class, "require()")
      .bean(Submissions.class, "accept(${body})");
  }
}
