package io.snshub.platform.linkedin;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How one medium gets to LinkedIn. A failure is kept in the upload and ends it. */
@Component
class LinkedinUploadRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:linkedin-upload").routeId("linkedin-upload").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .bean(LinkedinMedia.class, "next")
        .to("direct:fetch-media")
        .setVariable("upload", method(LinkedinMedia.class, "begin"))
        .filter(method(LinkedinMedia.class, "going"))
          .bean(LinkedinMedia.class, "initialize")
          .to("direct:linkedin-call")
          .setVariable("upload", method(LinkedinMedia.class, "initialized"))
        .end()
        .loopDoWhile(method(LinkedinMedia.class, "more"))
          .bean(LinkedinMedia.class, "part")
          // the host that takes uploads knows no versions
          .to("direct:platform-call")
          .setVariable("upload", method(LinkedinMedia.class, "sent"))
        .end()
        .filter(method(LinkedinMedia.class, "unfinished"))
          .bean(LinkedinMedia.class, "finish")
          .to("direct:linkedin-call")
          .setVariable("upload", method(LinkedinMedia.class, "finished"))
        .end()
        .bean(LinkedinMedia.class, "preparation");
  }
}
