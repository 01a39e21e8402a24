package io.snshub.platform;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * The one way out to a platform: a {@link PlatformRequest} goes in, a {@link PlatformAnswer} comes
 * back, no exception in between, and no header of the exchange takes part.
 *
 * <p>The call holds no thread while it waits. Its answer arrives on a Vert.x worker, where tasks
 * of one context run one after another; what follows (SQL, mapping) therefore moves to the lane
 * workers.
 */
@Component
class PlatformCallRoutes extends RouteBuilder {
  private final CallGuard guard;

  PlatformCallRoutes(CallGuard guard) {
    this.guard = guard;
  }

  @Override
  public void configure() {
    from("direct:platform-call").routeId("platform-call").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("permit", method(guard, "ask"))
        .choice()
          .when(method(guard, "refused"))
            .setBody(method(guard, "refusal"))
          .otherwise()
            .to("direct:platform-send")
            .bean(guard, "told")
        .end();

    from("direct:platform-send").routeId("platform-send").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .doTry()
          .to("vertx-http:http://platform?vertxHttpBinding=#platformHttpBinding&throwExceptionOnFailure=false")
            .id("call-platform")
        .doCatch(UnsendableRequest.class)
          .bean(UnsendableRequest.class, "answer")
        .end()
        .threads().executorService("laneWorkers");
  }
}
