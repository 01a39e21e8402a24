package io.snshub.platform.instagram;

import io.snshub.platform.Search;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a post becomes visible on Instagram, is looked for, measured and taken down again. */
@Component
class InstagramRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:instagram-publish").routeId("instagram-publish").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(InstagramWire.class, "upAlready"))
            .setVariable("outcome", method(InstagramWire.class, "leftAlone"))
          .otherwise()
            .bean(InstagramWire.class, "publish")
            .to("direct:platform-call")
            .setVariable("outcome", method(InstagramWire.class, "outcome"))
        .end()
        .choice()
          .when(method(InstagramWire.class, "published"))
            .bean(InstagramWire.class, "permalink")
            .to("direct:platform-call")
            .bean(InstagramWire.class, "linked")
          .otherwise()
            .setBody(variable("outcome"))
        .end();

    from("direct:instagram-lookup").routeId("instagram-lookup").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(InstagramLookup.class, "container")
        .to("direct:platform-call")
        .setVariable("state", method(InstagramLookup.class, "state"))
        .choice()
          .when(method(InstagramLookup.class, "expired"))
            .bean(InstagramLookup.class, "notSubmitted")
          .otherwise()
            .setVariable("search", constant(Search.NEW))
            .loopDoWhile(method(InstagramLookup.class, "more"))
              .bean(InstagramLookup.class, "list")
              .to("direct:platform-call")
              .setVariable("search", method(InstagramLookup.class, "looked"))
            .end()
            .bean(InstagramLookup.class, "sighting")
        .end();

    from("direct:instagram-retract").routeId("instagram-retract").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(InstagramWire.class, "deletion")
        .to("direct:platform-call")
        .choice()
          .when(method(InstagramWire.class, "ambiguous"))
            .bean(InstagramWire.class, "existence")
            .to("direct:platform-call")
            .bean(InstagramWire.class, "verdict")
          .otherwise()
            .bean(InstagramWire.class, "retraction")
        .end();

    from("direct:instagram-metrics").routeId("instagram-metrics").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(InstagramMetrics.class, "insights")
        .to("direct:platform-call")
        .filter(method(InstagramMetrics.class, "closed"))
          .bean(InstagramMetrics.class, "counters")
          .to("direct:platform-call")
        .end()
        .bean(InstagramMetrics.class, "measured");

    from("direct:instagram-refresh").routeId("instagram-refresh").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("refresh", body())
        .choice()
          .when(method(InstagramWire.class, "renewable"))
            .bean(InstagramWire.class, "refresh")
            .to("direct:platform-call")
            .bean(InstagramWire.class, "grant")
          .otherwise()
            .bean(InstagramWire.class, "unrenewable")
        .end();
  }
}
