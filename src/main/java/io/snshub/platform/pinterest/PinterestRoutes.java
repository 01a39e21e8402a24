package io.snshub.platform.pinterest;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a post becomes a pin, is looked for, measured, and taken down again. */
@Component
class PinterestRoutes extends RouteBuilder {
  @Override
  public void configure() {
    // one invisible step a call, so that each is kept durably before the next
    from("direct:pinterest-prepare").routeId("pinterest-prepare").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(PinterestVideo.class, "missing"))
            .to("direct:pinterest-upload")
          .when(method(PinterestVideo.class, "underWay"))
            .bean(PinterestVideo.class, "status")
            .to("direct:platform-call")
            .bean(PinterestVideo.class, "polled")
          .otherwise()
            // what is on the board before: a lost answer is looked for among what is not
            .bean(PinterestWire.class, "board")
            .to("direct:platform-call")
            .bean(PinterestWire.class, "ready")
        .end();

    from("direct:pinterest-publish").routeId("pinterest-publish").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .setVariable("album", method(PinterestPictures.class, "begin"))
        .loopDoWhile(method(PinterestPictures.class, "more"))
          .bean(PinterestPictures.class, "next")
          .to("direct:fetch-media")
          .setVariable("album", method(PinterestPictures.class, "taken"))
        .end()
        .choice()
          .when(method(PinterestPictures.class, "failed"))
            .bean(PinterestPictures.class, "notSent")
          .otherwise()
            .bean(PinterestWire.class, "pin")
            .to("direct:platform-call")
            .bean(PinterestWire.class, "outcome")
        .end();

    from("direct:pinterest-lookup").routeId("pinterest-lookup").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .setVariable("search", method(PinterestLookup.class, "begin"))
        .loopDoWhile(method(PinterestLookup.class, "more"))
          .bean(PinterestLookup.class, "page")
          .to("direct:platform-call")
          .setVariable("search", method(PinterestLookup.class, "looked"))
        .end()
        .bean(PinterestLookup.class, "sighting");

    from("direct:pinterest-retract").routeId("pinterest-retract").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(PinterestWire.class, "deletion")
        .to("direct:platform-call")
        .bean(PinterestWire.class, "retraction");

    from("direct:pinterest-refresh").routeId("pinterest-refresh").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("refresh", body())
        .bean(PinterestWire.class, "refresh")
        .to("direct:platform-call")
        .bean(PinterestWire.class, "grant");
  }
}
