package io.snshub.bus;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Whether events get to Kafka. Never a reason to send nobody here: posts are taken and go up
 * without it.
 */
final class KafkaHealth extends AbstractHealthIndicator {
  private final KafkaWatch watch;
  private final Clock clock;

  KafkaHealth(KafkaWatch watch, Clock clock) {
    super("the bus can't be asked");
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    KafkaWatch.State state = watch.state();
    switch (state.standing()) {
      case READY -> health.up();
      case UNKNOWN -> health.unknown();
      default ->
          health
              .down()
              .withDetail("reason", state.detail())
              .withDetail(
                  "for_seconds", Duration.between(state.since(), clock.instant()).toSeconds());
    }
    health.withDetail("bus", "kafka");
  }
}
