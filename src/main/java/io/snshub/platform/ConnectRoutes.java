package io.snshub.platform;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Turns a code into a connection: one call after another, as the platform's connector says. */
@Component
class ConnectRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:connect-account").routeId("connect-account").routeGroup("platform")
      .errorHandler(noErrorHandler())
      .setVariable("step", method(Connectors.class, "begin"))
      .loopDoWhile(simple("${variable.step.open}"))
        .setBody(simple("${variable.step.request}"))
        .to("direct:platform-call")
        .setVariable("step", method(Connectors.class, "heard"))
      .end()
      .setBody(variable("step"));
  }
}
