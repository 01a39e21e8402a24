package io.snshub.platform.instagram;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a post gets onto Instagram, is looked for, and is taken down again. */
@Component
class InstagramRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:instagram-prepare").routeId("instagram-prepare").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(InstagramContainers.class, "waiting"))
            .bean(InstagramContainers.class, "status")
            .to("direct:platform-call")
            .bean(InstagramContainers.class, "polled")
          .otherwise()
            .bean(InstagramContainers.class, "create")
            .to("direct:platform-call")
            .bean(InstagramContainers.class, "created")
        .end();

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
            .setVariable("search", method(InstagramLookup.class, "begin"))
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
