package io.snshub.platform.tiktok;

import io.snshub.platform.Search;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

import java.time.Clock;

/** How a post gets onto TikTok, what becomes of it there, and how it is looked for. */
@Component
class TiktokRoutes extends RouteBuilder {
  private final TiktokTime time;

  TiktokRoutes(Clock clock) {
    this.time = new TiktokTime(clock);
  }

  @Override
  public void configure() {
    from("direct:tiktok-publish").routeId("tiktok-publish").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(TiktokWire.class, "ofPhotos"))
            .bean(TiktokWire.class, "photos")
            .to("direct:platform-call")
            .setVariable("watch", method(TiktokWatch.class, "photosInit"))
          .otherwise()
            .to("direct:tiktok-send")
        .end()
        .loopDoWhile(method(TiktokWatch.class, "open"))
          .delay(method(TiktokWatch.class, "pause")).asyncDelayed().end()
          .bean(TiktokWatch.class, "ask")
          .to("direct:platform-call")
          .setVariable("watch", method(TiktokWatch.class, "told"))
        .end()
        .bean(TiktokWatch.class, "outcome");

    from("direct:tiktok-send").routeId("tiktok-send").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("now", method(time, "now"))
        .bean(TiktokUpload.class, "video")
        .to("direct:fetch-media")
        .setVariable("upload", method(TiktokUpload.class, "resume"))
        .choice()
          .when(method(TiktokWatch.class, "sendable"))
            .bean(TiktokChunks.class, "last")
            .to("direct:platform-call")
            .setVariable("watch", method(TiktokWatch.class, "lastChunk"))
          .when(method(TiktokWatch.class, "sent"))
            .setVariable("watch", method(TiktokWatch.class, "waiting"))
          .otherwise()
            .setVariable("watch", method(TiktokWatch.class, "notNow"))
        .end();

    from("direct:tiktok-lookup").routeId("tiktok-lookup").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .setVariable("now", method(time, "now"))
        .filter(method(TiktokLookup.class, "named"))
          .bean(TiktokLookup.class, "status")
          .to("direct:platform-call")
        .end()
        .choice()
          .when(method(TiktokLookup.class, "askable"))
            .bean(TiktokLookup.class, "told")
          .otherwise()
            .to("direct:tiktok-search")
        .end();

    from("direct:tiktok-search").routeId("tiktok-search").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("search", constant(Search.NEW))
        .loopDoWhile(method(TiktokLookup.class, "more"))
          .bean(TiktokLookup.class, "list")
          .to("direct:platform-call")
          .setVariable("search", method(TiktokLookup.class, "looked"))
        .end()
        .bean(TiktokLookup.class, "sighting");

    from("direct:tiktok-retract").routeId("tiktok-retract").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .bean(TiktokWire.class, "retraction");

    from("direct:tiktok-metrics").routeId("tiktok-metrics").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .setVariable("subject", method(TiktokMetrics.class, "subject"))
        .filter(method(TiktokMetrics.class, "unnamed"))
          .bean(TiktokMetrics.class, "status")
          .to("direct:platform-call")
          .setVariable("subject", method(TiktokMetrics.class, "named"))
        .end()
        .choice()
          .when(method(TiktokMetrics.class, "countable"))
            .bean(TiktokMetrics.class, "query")
            .to("direct:platform-call")
            .bean(TiktokMetrics.class, "measured")
          .otherwise()
            .bean(TiktokMetrics.class, "uncounted")
        .end();

    from("direct:tiktok-refresh").routeId("tiktok-refresh").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("refresh", body())
        .bean(TiktokWire.class, "refresh")
        .to("direct:platform-call")
        .bean(TiktokWire.class, "grant");
  }
}
