package io.snshub.analytics;

import static io.snshub.web.RestParams.id;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Asks platforms what they count, and shows it. */
@Component
class MeasureRoutes extends RouteBuilder {
  @Override
  public void configure() {
    id(rest("/api/sns/posts").tag("Analytics").get("/{id}/analytics").id("show-analytics").routeId("rest-show-analytics")
      .description("What platforms count of a post").outType(PostAnalytics.class), "The post's id")
      .to("direct:show-analytics");

    from("direct:show-analytics").routeId("show-analytics").routeConfigurationId("edge")
      .bean(AnalyticsDesk.class, "show(${variable.request})");

    from("direct:measure-targets").routeId("measure-targets").errorHandler(noErrorHandler())
      .split(body()).parallelProcessing().executorService("laneWorkers")
        .to("direct:measure-target")
      .end();

    from("direct:measure-target").routeId("measure-target").errorHandler(noErrorHandler())
      .setVariable("due", body())
      .setVariable("aside", constant(true))
      .setBody(simple("${body.work}"))
      .doTry()
        .toD("direct:${body.platform}-metrics")
        .filter(method(Measuring.class, "tokenRefused"))
          .setBody(simple("${variable.due.work.account}"))
          .to("direct:refresh-account")
        .end()
        .bean(Measuring.class, "told")
      .endDoTry()
      // a value, so that the others of its batch go on
      .doCatch(Exception.class)
        .log(LoggingLevel.WARN, "measuring broke: ${exception.message}")
        .bean(Measuring.class, "broken(${variable.due})")
      .end();
  }
}
