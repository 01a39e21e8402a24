package io.snshub.platform.youtube;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a video comes into being on YouTube, is looked for, and is deleted again. */
@Component
class YoutubeRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:youtube-publish").routeId("youtube-publish").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(YoutubeUpload.class, "video")
        .to("direct:fetch-media")
        .setVariable("upload", method(YoutubeUpload.class, "resume"))
        .choice()
          .when(method(YoutubeWire.class, "sendable"))
            .bean(YoutubeUpload.class, "last")
            .to("direct:platform-call")
            .bean(YoutubeWire.class, "outcome")
          .otherwise()
            .bean(YoutubeWire.class, "notNow")
        .end();

    from("direct:youtube-lookup").routeId("youtube-lookup").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(YoutubeUpload.class, "probe")
        .to("direct:platform-call")
        .choice()
          .when(method(YoutubeLookup.class, "gone"))
            .to("direct:youtube-search")
          .otherwise()
            .bean(YoutubeLookup.class, "probed")
        .end();

    from("direct:youtube-search").routeId("youtube-search").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .bean(YoutubeLookup.class, "channel")
        .to("direct:platform-call")
        .setVariable("uploads", method(YoutubeLookup.class, "uploads"))
        .choice()
          .when(method(YoutubeLookup.class, "hidden"))
            .bean(YoutubeLookup.class, "unknown")
          .otherwise()
            .setVariable("search", method(YoutubeLookup.class, "begin"))
            .loopDoWhile(method(YoutubeLookup.class, "more"))
              .bean(YoutubeLookup.class, "list")
              .to("direct:platform-call")
              .setVariable("search", method(YoutubeLookup.class, "looked"))
            .end()
            .bean(YoutubeLookup.class, "sighting")
        .end();

    from("direct:youtube-retract").routeId("youtube-retract").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(YoutubeWire.class, "deletion")
        .to("direct:platform-call")
        .bean(YoutubeWire.class, "retraction");

    from("direct:youtube-refresh").routeId("youtube-refresh").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("refresh", body())
        .bean(YoutubeWire.class, "refresh")
        .to("direct:platform-call")
        .bean(YoutubeWire.class, "grant");
  }
}
