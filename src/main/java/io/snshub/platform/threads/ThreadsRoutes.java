package io.snshub.platform.threads;

import io.snshub.platform.Search;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** How a post gets onto Threads, is looked for, measured, and taken down again. */
@Component
class ThreadsRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:threads-prepare").routeId("threads-prepare").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(ThreadsStatus.class, "waiting"))
            .bean(ThreadsStatus.class, "ask")
            .to("direct:platform-call")
            .bean(ThreadsStatus.class, "polled")
          .otherwise()
            .bean(ThreadsContainers.class, "create")
            .to("direct:platform-call")
            .bean(ThreadsContainers.class, "created")
        .end();

    from("direct:threads-publish").routeId("threads-publish").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .choice()
          .when(method(ThreadsWire.class, "upAlready"))
            .setVariable("outcome", method(ThreadsWire.class, "leftAlone"))
          .otherwise()
            .bean(ThreadsWire.class, "publish")
            .to("direct:platform-call")
            .setVariable("outcome", method(ThreadsWire.class, "outcome"))
        .end()
        .choice()
          .when(method(ThreadsWire.class, "published"))
            .bean(ThreadsWire.class, "permalink")
            .to("direct:platform-call")
            .bean(ThreadsWire.class, "linked")
          .when(method(ThreadsQuota.class, "unexplained"))
            .bean(ThreadsQuota.class, "askForPosts")
            .to("direct:platform-call")
            .bean(ThreadsQuota.class, "explained")
          .otherwise()
            .setBody(variable("outcome"))
        .end();

    from("direct:threads-lookup").routeId("threads-lookup").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(ThreadsLookup.class, "container")
        .to("direct:platform-call")
        .setVariable("state", method(ThreadsLookup.class, "state"))
        .choice()
          .when(method(ThreadsLookup.class, "over"))
            .bean(ThreadsLookup.class, "notSubmitted")
          .otherwise()
            .setVariable("search", constant(Search.NEW))
            .loopDoWhile(method(ThreadsLookup.class, "more"))
              .bean(ThreadsLookup.class, "list")
              .to("direct:platform-call")
              .setVariable("search", method(ThreadsLookup.class, "looked"))
            .end()
            .bean(ThreadsLookup.class, "sighting")
        .end();

    from("direct:threads-retract").routeId("threads-retract").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(ThreadsRetraction.class, "deletion")
        .to("direct:platform-call")
        .choice()
          .when(method(ThreadsRetraction.class, "ambiguous"))
            .bean(ThreadsRetraction.class, "existence")
            .to("direct:platform-call")
            .bean(ThreadsRetraction.class, "verdict")
          .when(method(ThreadsQuota.class, "deletionRefused"))
            .setVariable("refusal", body())
            .bean(ThreadsQuota.class, "askForDeletions")
            .to("direct:platform-call")
            .bean(ThreadsQuota.class, "refusal")
          .otherwise()
            .bean(ThreadsRetraction.class, "retraction")
        .end();

    from("direct:threads-metrics").routeId("threads-metrics").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(ThreadsMetrics.class, "ask")
        .to("direct:platform-call")
        .bean(ThreadsMetrics.class, "measured");

    from("direct:threads-refresh").routeId("threads-refresh").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("refresh", body())
        .bean(ThreadsTokens.class, "refresh")
        .to("direct:platform-call")
        .bean(ThreadsTokens.class, "grant");
  }
}
