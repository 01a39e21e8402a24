package io.snshub.platform;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.springframework.stereotype.Component;

/** The REST operations that show what platforms take and can do. */
@Component
class CapabilityRoutes extends RouteBuilder {
  @Override
  public void configure() {
    RestDefinition platforms = rest("/api/sns/platforms").tag("Platforms").description("The capability matrix");
    platforms.get().id("list-platforms").routeId("rest-list-platforms").description("What each platform takes and can do").outType(Capabilities.PlatformList.class)
      .to("direct:list-platforms");
    platforms.get("/{platform}").id("show-platform").routeId("rest-show-platform").description("What one platform takes and can do").outType(Capability.class)
      .param().name("platform").type(RestParamType.path).dataType("string").description("The platform's name, or an alias").endParam()
      .to("direct:show-platform");

    from("direct:list-platforms").routeId("list-platforms").routeConfigurationId("edge")
      .bean(Capabilities.class, "list()");

    from("direct:show-platform").routeId("show-platform").routeConfigurationId("edge")
      .bean(Capabilities.class, "show(${variable.request})");
  }
}
