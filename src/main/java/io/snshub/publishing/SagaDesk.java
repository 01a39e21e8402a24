package io.snshub.publishing;

import io.snshub.call.Answer;
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

  SagaDesk(SagaLog log, SagaDriver driver) {
    this.log = log;
    this.driver = driver;
  }

  /** Where the saga stands now. */
  record Resumed(String sagaId, String status, String message) {}

  public Answer resume(RequestContext request) {
    String id = request.pathText("id");
    return switch (log.resume(id, request.userId())) {
      case DUE -> {
        driver.wake();
        yield Answer.of(202, resumed(id, "goes on now"));
      }
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
