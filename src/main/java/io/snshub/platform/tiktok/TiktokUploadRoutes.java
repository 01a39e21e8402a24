package io.snshub.platform.tiktok;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

import java.time.Clock;

/** What goes before a post: the creator's leave, and of a video all but its last chunk. */
@Component
class TiktokUploadRoutes extends RouteBuilder {
  private final TiktokTime time;

  TiktokUploadRoutes(Clock clock) {
    this.time = new TiktokTime(clock);
  }

  @Override
  public void configure() {
    from("direct:tiktok-prepare").routeId("tiktok-prepare").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(TiktokWire.class, "ofPhotos"))
            .bean(TiktokCreator.class, "query")
            .to("direct:platform-call")
            .bean(TiktokWire.class, "settled")
          .otherwise()
            .to("direct:tiktok-prepare-video")
        .end();

    from("direct:tiktok-prepare-video").routeId("tiktok-prepare-video").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("now", method(time, "now"))
        .bean(TiktokUpload.class, "video")
        .to("direct:fetch-media")
        .setVariable("upload", method(TiktokUpload.class, "resume"))
        .choice()
          .when(method(TiktokUpload.class, "begun"))
            .to("direct:tiktok-upload")
          .otherwise()
            .to("direct:tiktok-initiate")
        .end()
        .bean(TiktokUpload.class, "preparation");

    from("direct:tiktok-initiate").routeId("tiktok-initiate").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .filter(method(TiktokUpload.class, "going"))
          .bean(TiktokCreator.class, "query")
          .to("direct:platform-call")
          .setVariable("upload", method(TiktokUpload.class, "allowed"))
        .end()
        .filter(method(TiktokUpload.class, "going"))
          .bean(TiktokUpload.class, "initiate")
          .to("direct:platform-call")
          .setVariable("upload", method(TiktokUpload.class, "initiated"))
        .end();

    from("direct:tiktok-upload").routeId("tiktok-upload").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .filter(method(TiktokUpload.class, "going"))
          .bean(TiktokUpload.class, "status")
          .to("direct:platform-call")
          .setVariable("upload", method(TiktokUpload.class, "stored"))
        .end()
        .loopDoWhile(method(TiktokChunks.class, "more"))
          .bean(TiktokChunks.class, "chunk")
          .to("direct:platform-call")
          .setVariable("upload", method(TiktokChunks.class, "sent"))
        .end();
  }
}
