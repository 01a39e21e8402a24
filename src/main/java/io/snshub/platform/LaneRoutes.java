package io.snshub.platform;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.SagaCompletionMode;
import org.apache.camel.model.SagaPropagation;
import org.springframework.stereotype.Component;

/** The lane that every platform shares: join the saga, then do what the book says until it rests. */
@Component
class LaneRoutes extends RouteBuilder {
  private final PlatformCatalog catalog;
  private final LaneBook book;
  private final SendWindow window;

  LaneRoutes(PlatformCatalog catalog, LaneBook book, SendWindow window) {
    this.catalog = catalog;
    this.book = book;
    this.window = window;
  }

  @Override
  public void configure() {
    templates();
    for (String platform : catalog.names()) {
      templatedRoute("lane").routeId("lane-" + platform).parameter("platform", platform);
      templatedRoute("retract").routeId("retract-" + platform).parameter("platform", platform);
    }
    lane();
    tasks();
  }

  private void templates() {
    routeTemplate("lane").templateParameter("platform")
      .from("direct:lane-{{platform}}").errorHandler(noErrorHandler())
      .saga()
        .propagation(SagaPropagation.MANDATORY).completionMode(SagaCompletionMode.MANUAL)
        // enlisted before any call: what may have happened must be undone
        .compensation("direct:retract-{{platform}}")
        .option("targetId", simple("${body.order.targetId}"))
        .option("independent", constant("true"))
        .to("direct:run-lane")
      .end();

    routeTemplate("retract").templateParameter("platform")
      .from("direct:retract-{{platform}}").errorHandler(noErrorHandler())
      .bean(LaneOrders.class, "retraction(${header.targetId}, {{platform}}, ${exchangeProperty.sagaRun})")
      .to("direct:run-retraction");
  }

  private void lane() {
    from("direct:run-lane").routeId("run-lane").errorHandler(noErrorHandler())
      .setVariable("order", simple("${body.order}"))
      .doTry()
        .loopDoWhile(simple("${body.working}"))
          .toD("direct:${body.door}")
        .end()
      .endDoTry()
      // a value, so that a neighbour's lane goes on
      .doCatch(Exception.class)
        .bean(book, "stumbled(${variable.order}, ${exchangeProperty." + Exchange.EXCEPTION_CAUGHT + "})")
      .end();

    from("direct:run-retraction").routeId("run-retraction").errorHandler(noErrorHandler())
      .setVariable("order", body())
      .bean(book, "beginRetract")
      .loopDoWhile(simple("${body.working}"))
        .toD("direct:${body.door}")
      .end()
      .bean(book, "requireRetracted(${variable.order})");
  }

  private void tasks() {
    from("direct:task-enter").routeId("task-enter").errorHandler(noErrorHandler())
      .setBody(simple("${body.order}"))
      .bean(book, "enter");

    from("direct:task-prepare").routeId("task-prepare").errorHandler(noErrorHandler())
      .setVariable("task", body())
      .setBody(simple("${body.work}"))
      .to("direct:inspect-media")
      .filter(body().isInstanceOf(LaneWork.class))
        .toD("direct:${body.platform}-prepare")
      .end()
      .bean(book, "prepared(${variable.task}, ${body})");

    from("direct:inspect-media").routeId("inspect-media").errorHandler(noErrorHandler())
      .setVariable("inspection", method(MediaInspection.class, "begin"))
      .loopDoWhile(simple("${variable.inspection.open}"))
        .setBody(simple("${variable.inspection.next}"))
        .to("direct:fetch-media")
        .setVariable("inspection", method(MediaInspection.class, "looked"))
      .end()
      .bean(MediaInspection.class, "end");

    from("direct:task-submit").routeId("task-submit").errorHandler(noErrorHandler())
      .bean(book, "openGate");

    // the intent is committed: from here the call goes out at once or not at all
    from("direct:task-send").routeId("task-send").errorHandler(noErrorHandler())
      .setVariable("task", body())
      .choice()
        .when(method(window, "missed"))
          .bean(book, "withdrawn")
        .otherwise()
          .setVariable(SendWindow.VARIABLE, simple("${body.sendUntil}"))
          .setBody(simple("${body.work}"))
          .toD("direct:${body.platform}-publish")
          .bean(book, "settled(${variable.task}, ${body})")
      .end();

    from("direct:task-resolve").routeId("task-resolve").errorHandler(noErrorHandler())
      .setVariable("task", body())
      .setBody(simple("${body.work}"))
      .toD("direct:${body.platform}-lookup")
      .bean(book, "seen(${variable.task}, ${body})");

    from("direct:task-retract").routeId("task-retract").errorHandler(noErrorHandler())
      .setVariable("task", body())
      .setBody(simple("${body.work}"))
      .toD("direct:${body.platform}-retract")
      .bean(book, "retracted(${variable.task}, ${body})");

    from("direct:task-refresh").routeId("task-refresh").errorHandler(noErrorHandler())
      .setVariable("task", body())
      .setBody(simple("${body.work.account}"))
      .to("direct:refresh-account")
      .bean(book, "refreshed(${variable.task}, ${body})");
  }
}
