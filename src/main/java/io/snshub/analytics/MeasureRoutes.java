package io.snshub.analytics;

import static io.snshub.web.RestParams.id;
import static io.snshub.web.RestParams.instant;
import static io.snshub.web.RestParams.number;
import static io.snshub.web.RestParams.oneOf;
import static io.snshub.web.RestParams.text;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.springframework.stereotype.Component;

/** Asks platforms what they count, and shows it. */
@Component
class MeasureRoutes extends RouteBuilder {
  @Override
  public void configure() {
    id(rest("/api/sns/posts").tag("Analytics").get("/{id}/analytics").id("show-analytics").routeId("rest-show-analytics")
      .description("What platforms count of a post").outType(PostAnalytics.class), "The post's id")
      .to("direct:show-analytics");

    RestDefinition analytics = rest("/api/sns/analytics").tag("Analytics").description("What platforms count, over posts and platforms");
    asked(analytics.get("/summary").id("show-analytics-summary").routeId("rest-show-analytics-summary")
      .description("What posts gained in a time, 30 days unless said otherwise and 366 at most").outType(AnalyticsSummary.class));
    number(analytics, "limit", "Most top posts, 1 to 100, 10 unless said otherwise");
    analytics.to("direct:show-analytics-summary");
    asked(oneOf(analytics.get("/timeseries").id("show-analytics-timeseries").routeId("rest-show-analytics-timeseries")
      .description("One number over time: at most 744 hours, 366 days or 106 weeks").outType(AnalyticsSeries.class), "metric", "What to show, impressions unless said otherwise", AnalyticsBooks.METRICS));
    oneOf(analytics, "interval", "How long each point is, a day unless said otherwise", "hour", "day", "week");
    text(analytics, "zone", "The time zone in which days begin, UTC unless said otherwise; counted is by whole hours of UTC");
    analytics.to("direct:show-analytics-timeseries");

    from("direct:show-analytics-summary").routeId("show-analytics-summary").routeConfigurationId("edge")
      .bean(AnalyticsBooks.class, "summary(${variable.request})");

    from("direct:show-analytics-timeseries").routeId("show-analytics-timeseries").routeConfigurationId("edge")
      .bean(AnalyticsBooks.class, "series(${variable.request})");

    from("timer:trim-samples?delay=60000&period=3600000").routeId("tick-trim-samples").errorHandler(noErrorHandler())
      .bean(SampleTrim.class, "trim");

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

  private static RestDefinition asked(RestDefinition rest) {
    instant(rest, "from", "Counted at or after");
    instant(rest, "to", "Counted before; now unless said otherwise");
    return text(rest, "platform", "Only on this platform");
  }
}
