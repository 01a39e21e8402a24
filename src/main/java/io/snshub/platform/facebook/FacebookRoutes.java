package io.snshub.platform.facebook;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a post gets onto a Page, is looked for, and is taken down again. */
@Component
class FacebookRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:facebook-publish").routeId("facebook-publish").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(FacebookWire.class, "upAlready"))
            .setVariable("outcome", method(FacebookWire.class, "leftAlone"))
          .otherwise()
            .bean(FacebookWire.class, "publish")
            .to("direct:platform-call")
            .setVariable("outcome", method(FacebookWire.class, "outcome"))
        .end()
        .filter(method(FacebookWire.class, "taken"))
          .bean(FacebookWire.class, "ask")
          .to("direct:platform-call")
          .setVariable("state", method(FacebookVideoState.class, "read"))
          .setVariable("outcome", method(FacebookWire.class, "told"))
        .end()
        .setBody(variable("outcome"));

    from("direct:facebook-lookup").routeId("facebook-lookup").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(FacebookCalls.class, "video"))
            .bean(FacebookVideoState.class, "ask")
            .to("direct:platform-call")
            .setVariable("state", method(FacebookVideoState.class, "read"))
            .bean(FacebookLookup.class, "sighting")
          .otherwise()
            .to("direct:facebook-search")
        .end();

    from("direct:facebook-search").routeId("facebook-search").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("search", method(FacebookLookup.class, "begin"))
        .loopDoWhile(method(FacebookLookup.class, "more"))
          .bean(FacebookLookup.class, "list")
          .to("direct:platform-call")
          .setVariable("search", method(FacebookLookup.class, "looked"))
        .end()
        .bean(FacebookLookup.class, "verdict")
        .filter(method(FacebookPhotos.class, "unlisted"))
          .bean(FacebookPhotos.class, "look")
          .to("direct:platform-call")
          .bean(FacebookPhotos.class, "confirmed")
        .end();

    from("direct:facebook-retract").routeId("facebook-retract").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(FacebookRemoval.class, "deletion")
        .to("direct:platform-call")
        .choice()
          .when(method(FacebookRemoval.class, "ambiguous"))
            .bean(FacebookRemoval.class, "existence")
            .to("direct:platform-call")
            .bean(FacebookRemoval.class, "verdict")
          .otherwise()
            .bean(FacebookRemoval.class, "retraction")
        .end();
  }
}
