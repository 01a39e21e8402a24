package io.snshub.notifying;

import static io.snshub.routing.Bodies.is;
import static io.snshub.routing.Bodies.of;

import io.snshub.saga.SagaRun;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.SagaCompletionMode;
import org.apache.camel.model.SagaPropagation;
import org.springframework.stereotype.Component;

/** The saga step that tells people: do and undo side by side. */
@Component
class NoticeRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:enlist-notification").routeId("enlist-notification").errorHandler(noErrorHandler())
      .saga()
        .propagation(SagaPropagation.MANDATORY).completionMode(SagaCompletionMode.MANUAL)
        .compensation("direct:send-cancellation-notice")
        .log(org.apache.camel.LoggingLevel.TRACE, "enlisted")
      .end();

    from("direct:send-notification").routeId("send-notification").errorHandler(noErrorHandler())
      .setProperty("noticeKind", constant(Notices.RESULT))
      .to("direct:send-notice")
      .setVariable(SagaRun.RESUME_AT, of(NoticeTask.class, NoticeTask::waitUntil));

    // the post waits for a person, and meanwhile for Telegram if that asks for a pause
    from("direct:send-question").routeId("send-question").errorHandler(noErrorHandler())
      .setProperty("noticeKind", constant(Notices.QUESTION))
      .to("direct:send-notice")
      .filter(is(NoticeTask.class, task -> task.waitUntil() != null))
        .setVariable(SagaRun.RESUME_AT, of(NoticeTask.class, NoticeTask::waitUntil))
      .end();

    from("direct:send-cancellation-notice").routeId("send-cancellation-notice").errorHandler(noErrorHandler())
      .setProperty("noticeKind", constant(Notices.CANCELLED))
      .to("direct:send-notice")
      .bean(Notices.class, "requireDone");

    from("direct:send-notice").routeId("send-notice").errorHandler(noErrorHandler())
      .bean(Notices.class, "begin(${exchangeProperty." + SagaRun.PROPERTY + "}, ${exchangeProperty.noticeKind})")
      .filter(is(NoticeTask.class, NoticeTask::isSending))
        .setVariable("notice", body())
        .setBody(of(NoticeTask.class, NoticeTask::request))
        .to("direct:platform-call")
        .bean(Notices.class, "end(${variable.notice}, ${body})")
      .end();
  }
}
