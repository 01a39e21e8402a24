package io.snshub.platform.instagram;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How containers are made and waited for. Nothing in here is visible. */
@Component
class InstagramPrepareRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:instagram-prepare").routeId("instagram-prepare").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(InstagramContainers.class, "waiting"))
            .bean(InstagramContainers.class, "status")
            .to("direct:platform-call")
            .bean(InstagramContainers.class, "polled")
          .when(method(InstagramQuota.class, "first"))
            .to("direct:instagram-begin")
          .otherwise()
            .to("direct:instagram-contain")
        .end();

    from("direct:instagram-begin").routeId("instagram-begin").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .bean(InstagramQuota.class, "ask")
        .to("direct:platform-call")
        .choice()
          .when(method(InstagramQuota.class, "stops"))
            .bean(InstagramQuota.class, "refused")
          .otherwise()
            .to("direct:instagram-contain")
        .end();

    from("direct:instagram-contain").routeId("instagram-contain").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .bean(InstagramForms.class, "create")
        .to("direct:platform-call")
        .bean(InstagramContainers.class, "created");
  }
}
