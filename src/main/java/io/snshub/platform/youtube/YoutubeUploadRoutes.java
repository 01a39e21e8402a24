package io.snshub.platform.youtube;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a video's bytes get to YouTube, all but the last piece. */
@Component
class YoutubeUploadRoutes extends RouteBuilder {
  @Override
  public void configure() {
    routeTemplate("youtube-prepare-door").templateParameter("platform")
        .from("direct:{{platform}}-prepare").routeGroup("platform")
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

    for (String platform : YoutubeProfile.NAMES) {
      templatedRoute("youtube-prepare-door").routeId(platform + "-prepare")
          .parameter("platform", platform);
    }

    from("direct:youtube-initiate").routeId("youtube-initiate").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .filter(method(YoutubeUpload.class, "going"))
          .bean(YoutubeInitiate.class, "request")
          .to("direct:platform-call")
          .setVariable("upload", method(YoutubeInitiate.class, "opened"))
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
