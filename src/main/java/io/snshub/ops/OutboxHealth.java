package io.snshub.ops;

import java.time.Duration;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Whether events leave the outbox. */
@Component("outboxHealthIndicator")
class OutboxHealth extends AbstractHealthIndicator {
  private static final Duration LATE = Duration.ofSeconds(60);

  private final Backlog backlog;

  OutboxHealth(Backlog backlog) {
    super("the outbox can't be looked at");
    this.backlog = backlog;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    Duration delay = backlog.outboxDelay();
    health.up().withDetail("oldest_seconds", delay.toSeconds());
    if (delay.compareTo(LATE) > 0) {
      health
          .down()
          .withDetail("reason", "an event has waited for " + delay.toSeconds() + " s, at most 60");
    }
  }
}
