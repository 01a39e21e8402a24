package io.snshub.platform.youtube;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a video's bytes get to YouTube, all but the last piece. */
@Component
class YoutubeUploadRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:youtube-prepare").routeId("youtube-prepare").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(YoutubeUpload.class, "video")
        .to("direct:fetch-media")
        .setVariable("upload", method(YoutubeUpload.class, "resume"))
        .choice()
          .when(method(YoutubeUpload.class, "begun"))
            .to("direct:youtube-upload")
          .otherwise()
            .to("direct:youtube-initiate")
        .end()
        .bean(YoutubeUpload.class, "preparation");

    from("direct:youtube-initiate").routeId("youtube-initiate").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .filter(method(YoutubeUpload.class, "going"))
          .bean(YoutubeUpload.class, "initiate")
          .to("direct:platform-call")
          .setVariable("upload", method(YoutubeUpload.class, "initiated"))
        .end();

    from("direct:youtube-upload").routeId("youtube-upload").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .filter(method(YoutubeUpload.class, "going"))
          .bean(YoutubeUpload.class, "probe")
          .to("direct:platform-call")
          .setVariable("upload", method(YoutubeUpload.class, "stored"))
        .end()
        .loopDoWhile(method(YoutubeUpload.class, "more"))
          .bean(YoutubeUpload.class, "chunk")
          .to("direct:platform-call")
          .setVariable("upload", method(YoutubeUpload.class, "sent"))
        .end();
  }
}
