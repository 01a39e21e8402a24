package io.snshub.platform.twitter;

import io.snshub.platform.Search;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a post gets onto X, is looked for, and is taken down again. */
@Component
class TwitterRoutes extends RouteBuilder {
  @Override
  public void configure() {
    // one invisible step a call, so that each medium is kept durably before the next
    from("direct:twitter-prepare").routeId("twitter-prepare").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(TwitterProcessing.class, "underWay"))
            .bean(TwitterProcessing.class, "status")
            .to("direct:platform-call")
            .bean(TwitterProcessing.class, "processed")
          .when(method(TwitterMedia.class, "left"))
            .to("direct:twitter-upload")
          .otherwise()
            // the newest post before ours: what a lost answer is looked for after
            .bean(TwitterWire.class, "newest")
            .to("direct:platform-call")
            .bean(TwitterWire.class, "ready")
        .end();

    from("direct:twitter-publish").routeId("twitter-publish").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(TwitterWire.class, "tweet")
        .to("direct:platform-call")
        .bean(TwitterWire.class, "outcome");

    from("direct:twitter-lookup").routeId("twitter-lookup").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .setVariable("search", constant(Search.NEW))
        .loopDoWhile(method(TwitterTimeline.class, "more"))
          .bean(TwitterTimeline.class, "page")
          .to("direct:platform-call")
          .setVariable("search", method(TwitterTimeline.class, "looked"))
        .end()
        .bean(TwitterTimeline.class, "sighting");

    from("direct:twitter-retract").routeId("twitter-retract").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(TwitterWire.class, "deletion")
        .to("direct:platform-call")
        .bean(TwitterWire.class, "retraction");

    from("direct:twitter-metrics").routeId("twitter-metrics").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(TwitterMetrics.class, "all")
        .to("direct:platform-call")
        .filter(method(TwitterMetrics.class, "tooMuch"))
          .bean(TwitterMetrics.class, "open")
          .to("direct:platform-call")
        .end()
        .bean(TwitterMetrics.class, "measured");

    from("direct:twitter-refresh").routeId("twitter-refresh").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("refresh", body())
        .bean(TwitterWire.class, "refresh")
        .to("direct:platform-call")
        .bean(TwitterWire.class, "grant");
  }
}
