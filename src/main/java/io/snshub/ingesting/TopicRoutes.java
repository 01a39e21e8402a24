package io.snshub.ingesting;

import io.snshub.call.PostSubmission;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** A record's way: from the topic of requests to a post, and back with a receipt. */
@Component
class TopicRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:take-request").routeId("take-request").routeConfigurationId("request")
      .setVariable("record", body())
      .bean(TopicRequests.class, "submission(${body})")
      .filter(body().isInstanceOf(PostSubmission.class))
        .to("direct:accept-post")
      .end()
      .bean(TopicRequests.class, "receipt(${variable.record}, ${body})");
  }
}
