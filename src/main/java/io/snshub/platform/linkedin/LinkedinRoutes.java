package io.snshub.platform.linkedin;

import io.snshub.platform.Search;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a post gets onto LinkedIn, is looked for, and is taken down again. */
@Component
class LinkedinRoutes extends RouteBuilder {
  @Override
  public void configure() {
    // one invisible step a call, so that each medium is kept durably before the next
    from("direct:linkedin-prepare").routeId("linkedin-prepare").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(LinkedinProcessing.class, "underWay"))
            .bean(LinkedinProcessing.class, "status")
            .to("direct:linkedin-call")
            .bean(LinkedinProcessing.class, "processed")
          .when(method(LinkedinMedia.class, "left"))
            .to("direct:linkedin-upload")
          .otherwise()
            .bean(LinkedinWire.class, "ready")
        .end();

    from("direct:linkedin-publish").routeId("linkedin-publish").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(LinkedinWire.class, "post")
        .to("direct:linkedin-call")
        .bean(LinkedinWire.class, "outcome");

    from("direct:linkedin-lookup").routeId("linkedin-lookup").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .setVariable("search", constant(Search.NEW))
        .loopDoWhile(method(LinkedinLookup.class, "more"))
          .bean(LinkedinLookup.class, "page")
          .to("direct:linkedin-call")
          .setVariable("search", method(LinkedinLookup.class, "looked"))
        .end()
        .bean(LinkedinLookup.class, "sighting");

    from("direct:linkedin-retract").routeId("linkedin-retract").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(LinkedinWire.class, "deletion")
        .to("direct:linkedin-call")
        .bean(LinkedinWire.class, "retraction");
  }
}
