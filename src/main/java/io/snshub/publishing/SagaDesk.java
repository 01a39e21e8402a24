package io.snshub.publishing;

import io.snshub.call.Answer;
import io.snshub.call.FirstAnswers;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.saga.SagaDriver;
import io.snshub.saga.SagaLog;
import io.snshub.saga.SagaStatus;
import org.springframework.stereotype.Component;

/** The counter at which a user sets a saga going again. */
@Component
class SagaDesk {
  private final SagaLog log;
  private final SagaDriver driver;
  private final FirstAnswers first;

  SagaDesk(SagaLog log, SagaDriver driver, FirstAnswers first) {
    this.log = log;
    this.driver = driver;
    this.first = first;
  }

  /** Where the saga stands now. */
  record Resumed(String sagaId, String status, String message) {}

  public Answer resume(RequestContext request) {
    Answer answer = first.once(request, () -> resumed(request));
    if (answer.status() == 202) {
      // only now, when the saga's row says so to everyone
      driver.wake();
    }
    return answer;
  }

  private Answer resumed(RequestContext request) {
    String id = request.pathText("id");
    return switch (log.resume(id, request.userId())) {
      case DUE -> Answer.of(202, resumed(id, "goes on now"));
      case RUNNING -> Answer.ok(resumed(id, "is running already"));
      case NOT_STARTED ->
          throw Problems.conflict(
              "saga_not_started", "saga " + id + " has not begun; publish or schedule its post");
      case CANCELLED ->
          throw Problems.conflict(
              "saga_cancelled", "saga " + id + " was called off before it began");
      case ENDED ->
          throw Problems.conflict("saga_ended", "saga " + id + " has ended, nothing is left to do");
      case UNKNOWN -> throw Problems.notFound("saga", id);
    };
  }

  private Resumed resumed(String id, String message) {
    SagaStatus status = log.status(id).orElseThrow();
    return new Resumed(id, status.wire(), message);
  }
}
