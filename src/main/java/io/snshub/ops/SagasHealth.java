package io.snshub.ops;

import io.snshub.saga.SagaDriver;
import java.time.Duration;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Whether sagas go on when they are due. */
@Component("sagasHealthIndicator")
class SagasHealth extends AbstractHealthIndicator {
  static final Duration LATE = Duration.ofSeconds(60);

  private final Backlog backlog;
  private final SagaDriver driver;

  SagasHealth(Backlog backlog, SagaDriver driver) {
    super("sagas can't be looked at");
    this.backlog = backlog;
    this.driver = driver;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    Duration delay = backlog.sagaDelay();
    health
        .up()
        .withDetail("in_flight", driver.inFlight())
        .withDetail("oldest_due_seconds", delay.toSeconds());
    if (delay.compareTo(LATE) > 0) {
      health
          .down()
          .withDetail("reason", "a saga has been due for " + delay.toSeconds() + " s, at most 60");
    }
  }
}
