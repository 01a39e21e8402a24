package io.snshub.platform.facebook;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a post is counted, and how a Page's token is renewed. */
@Component
class FacebookDeskRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:facebook-metrics").routeId("facebook-metrics").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(FacebookMetrics.class, "counters")
        .to("direct:platform-call")
        .setVariable("measured", method(FacebookMetrics.class, "counted"))
        .choice()
          .when(method(FacebookMetrics.class, "readable"))
            .bean(FacebookMetrics.class, "insights")
            .to("direct:platform-call")
            .bean(FacebookMetrics.class, "measured")
          .otherwise()
            .setBody(variable("measured"))
        .end();

    from("direct:facebook-refresh").routeId("facebook-refresh").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("refresh", body())
        .bean(FacebookTokens.class, "exchange")
        .to("direct:platform-call")
        .setVariable("renewal", method(FacebookTokens.class, "exchanged"))
        .loopDoWhile(method(FacebookTokens.class, "more"))
          .bean(FacebookTokens.class, "pages")
          .to("direct:platform-call")
          .setVariable("renewal", method(FacebookTokens.class, "listed"))
        .end()
        .filter(method(FacebookTokens.class, "several"))
          .bean(FacebookTokens.class, "whose")
          .to("direct:platform-call")
          .setVariable("renewal", method(FacebookTokens.class, "told"))
        .end()
        .bean(FacebookTokens.class, "grant");
  }
}
