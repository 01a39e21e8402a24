package io.snshub.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.snshub.platform.LaneTask;
import io.snshub.platform.LaneWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How long publishing takes. */
@Component
class PublishingMeters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofSeconds(60),
    Duration.ofMinutes(5)
  };

  private final MeterRegistry meters;
  private final Clock clock;

  PublishingMeters(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
  }

  /** A post's saga has begun that was due at a time. */
  void begun(Instant dueAt) {
    Timer.builder("sns.publish.lag")
        .description("Time from when a post is due until its publishing begins")
        .serviceLevelObjectives(BUCKETS)
        .register(meters)
        .record(since(dueAt));
  }

  /** A platform's answer to a task's call, or the lack of one, is known. */
  void answered(LaneTask task) {
    LaneWork work = task.work();
    Instant calledAt = work == null ? null : work.attemptAt();
    if (calledAt != null) {
      Timer.builder("sns.publish.duration")
          .description("Time from a platform's publishing call to its outcome")
          .tag("platform", task.order().platform())
          .serviceLevelObjectives(BUCKETS)
          .register(meters)
          .record(since(calledAt));
    }
  }

  private Duration since(Instant start) {
    Duration passed = Duration.between(start, clock.instant());
    return passed.isNegative() ? Duration.ZERO : passed;
  }
}
