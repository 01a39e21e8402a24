package io.snshub.platform.pinterest;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a video gets to Pinterest, and how a pin is measured. A failure is kept as a value, never thrown. */
@Component
class PinterestSideRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:pinterest-upload").routeId("pinterest-upload").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .bean(PinterestVideo.class, "medium")
        .to("direct:fetch-media")
        .setVariable("upload", method(PinterestVideo.class, "begin"))
        .filter(method(PinterestVideo.class, "going"))
          .bean(PinterestVideo.class, "register")
          .to("direct:platform-call")
          .setVariable("upload", method(PinterestVideo.class, "registered"))
        .end()
        .filter(method(PinterestVideo.class, "going"))
          .bean(PinterestVideo.class, "bring")
          .to("direct:platform-call")
          .setVariable("upload", method(PinterestVideo.class, "brought"))
        .end()
        .bean(PinterestVideo.class, "preparation");

    from("direct:pinterest-metrics").routeId("pinterest-metrics").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(PinterestMetrics.class, "pin")
        .to("direct:platform-call")
        .setVariable("counted", method(PinterestMetrics.class, "counted"))
        .filter(method(PinterestMetrics.class, "more"))
          .bean(PinterestMetrics.class, "days")
          .to("direct:platform-call")
          .setVariable("counted", method(PinterestMetrics.class, "added"))
        .end()
        .bean(PinterestMetrics.class, "measurement");
  }
}
