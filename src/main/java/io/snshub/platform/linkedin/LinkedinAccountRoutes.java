package io.snshub.platform.linkedin;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What LinkedIn tells of a post, how a token is renewed, and what every call carries. */
@Component
class LinkedinAccountRoutes extends RouteBuilder {
  private final LinkedinPlatform platform;

  LinkedinAccountRoutes(LinkedinPlatform platform) {
    this.platform = platform;
  }

  @Override
  public void configure() {
    from("direct:linkedin-call").routeId("linkedin-call").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .bean(platform, "versioned")
        .to("direct:platform-call");

    from("direct:linkedin-metrics").routeId("linkedin-metrics").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .setVariable("reading", method(LinkedinMetrics.class, "begin"))
        .loopDoWhile(method(LinkedinMetrics.class, "more"))
          .bean(LinkedinMetrics.class, "question")
          .to("direct:linkedin-call")
          .setVariable("reading", method(LinkedinMetrics.class, "told"))
        .end()
        .bean(LinkedinMetrics.class, "measurement");

    from("direct:linkedin-refresh").routeId("linkedin-refresh").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("refresh", body())
        .choice()
          .when(method(LinkedinWire.class, "refreshable"))
            .bean(LinkedinWire.class, "refresh")
            .to("direct:platform-call")
            .bean(LinkedinWire.class, "grant")
          .otherwise()
            .bean(LinkedinWire.class, "unrefreshable")
        .end();
  }
}
