package io.snshub.ops;

import io.snshub.saga.SagaDriver;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Whether the saga driver is alive. Asks no database, because a restart doesn't repair one. */
@Component("sagaDriverHealthIndicator")
class SagaDriverHealth extends AbstractHealthIndicator {
  private final SagaDriver driver;
  private final Clock clock;

  SagaDriverHealth(SagaDriver driver, Clock clock) {
    super("the saga driver can't be asked");
    this.driver = driver;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    Duration silence = Duration.between(driver.lookedAt(), clock.instant());
    health.up();
    if (silence.compareTo(SagasHealth.LATE) > 0) {
      health
          .down()
          .withDetail(
              "reason",
              "the saga driver has not looked at its queue for " + silence.toSeconds() + " s");
    }
  }
}
