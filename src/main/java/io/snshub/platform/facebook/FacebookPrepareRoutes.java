package io.snshub.platform.facebook;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How pictures and videos get to a Page before anybody sees them, one call a step. */
@Component
class FacebookPrepareRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:facebook-prepare").routeId("facebook-prepare").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(FacebookMedia.class, "none"))
            .bean(FacebookMedia.class, "ready")
          .when(method(FacebookCalls.class, "video"))
            .to("direct:facebook-video")
          .otherwise()
            .to("direct:facebook-photo")
        .end();

    from("direct:facebook-photo").routeId("facebook-photo").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .choice()
          .when(method(FacebookPhotos.class, "left"))
            .bean(FacebookPhotos.class, "next")
            .to("direct:fetch-media")
            .setVariable("fetched", body())
            .to("direct:facebook-photo-bytes")
          .otherwise()
            .bean(FacebookPhotos.class, "look")
            .to("direct:platform-call")
            .bean(FacebookPhotos.class, "looked")
        .end();

    from("direct:facebook-photo-bytes").routeId("facebook-photo-bytes").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .choice()
          .when(method(FacebookMedia.class, "unfit"))
            .bean(FacebookMedia.class, "unusable")
          .otherwise()
            .bean(FacebookPhotos.class, "bring")
            .to("direct:platform-call")
            .bean(FacebookPhotos.class, "brought")
        .end();

    from("direct:facebook-video").routeId("facebook-video").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .choice()
          .when(method(FacebookVideos.class, "sending"))
            .bean(FacebookMedia.class, "video")
            .to("direct:fetch-media")
            .setVariable("fetched", body())
            .to("direct:facebook-video-bytes")
          .otherwise()
            .bean(FacebookVideoState.class, "ask")
            .to("direct:platform-call")
            .setVariable("state", method(FacebookVideoState.class, "read"))
            .bean(FacebookVideoState.class, "preparation")
        .end();

    from("direct:facebook-video-bytes").routeId("facebook-video-bytes").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .choice()
          .when(method(FacebookMedia.class, "unfit"))
            .bean(FacebookMedia.class, "unusable")
          .when(method(FacebookVideos.class, "unbegun"))
            .bean(FacebookVideos.class, "begin")
            .to("direct:platform-call")
            .bean(FacebookVideos.class, "begun")
          .when(method(FacebookCalls.class, "reel"))
            .to("direct:facebook-reel-bytes")
          .otherwise()
            .bean(FacebookVideos.class, "piece")
            .to("direct:platform-call")
            .bean(FacebookVideos.class, "pieced")
        .end();

    from("direct:facebook-reel-bytes").routeId("facebook-reel-bytes").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .bean(FacebookVideoState.class, "ask")
        .to("direct:platform-call")
        .setVariable("state", method(FacebookVideoState.class, "read"))
        .choice()
          .when(method(FacebookReelBytes.class, "resumable"))
            .bean(FacebookReelBytes.class, "rest")
            .to("direct:platform-call")
            .bean(FacebookReelBytes.class, "sent")
          .otherwise()
            .bean(FacebookReelBytes.class, "halted")
        .end();
  }
}
