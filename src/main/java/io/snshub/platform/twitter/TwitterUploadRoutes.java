package io.snshub.platform.twitter;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How one medium gets to X. A failure is kept in the upload and ends it, never as an exception. */
@Component
class TwitterUploadRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:twitter-upload").routeId("twitter-upload").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .bean(TwitterMedia.class, "next")
        .to("direct:fetch-media")
        .setVariable("upload", method(TwitterMedia.class, "begin"))
        .filter(method(TwitterMedia.class, "going"))
          .bean(TwitterMedia.class, "initialize")
          .to("direct:platform-call")
          .setVariable("upload", method(TwitterMedia.class, "initialized"))
        .end()
        .loopDoWhile(method(TwitterMedia.class, "more"))
          .bean(TwitterMedia.class, "append")
          .to("direct:platform-call")
          .setVariable("upload", method(TwitterMedia.class, "appended"))
        .end()
        .filter(method(TwitterMedia.class, "going"))
          .bean(TwitterMedia.class, "finish")
          .to("direct:platform-call")
          .setVariable("upload", method(TwitterMedia.class, "finished"))
        .end()
        .filter(method(TwitterAltText.class, "describe"))
          .bean(TwitterAltText.class, "description")
          .to("direct:platform-call")
          .setVariable("upload", method(TwitterAltText.class, "described"))
        .end()
        .bean(TwitterMedia.class, "preparation");
  }
}
