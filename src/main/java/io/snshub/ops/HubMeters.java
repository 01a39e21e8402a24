package io.snshub.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.snshub.saga.SagaStatus;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The gauges over the database. One that can't be read is NaN, the others go on. */
@Component
class HubMeters implements MeterBinder {
  private final Backlog backlog;

  HubMeters(Backlog backlog) {
    this.backlog = backlog;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (SagaStatus status : SagaStatus.values()) {
      Supplier<Number> count = () -> backlog.sagas(status);
      Gauge.builder("sns.sagas", count)
          .description("Sagas by status; those that have ended up to a minute late")
          .tag("status", status.wire())
          .register(registry);
    }
    Supplier<Number> pending = backlog::outboxEvents;
    Gauge.builder("sns.outbox.pending", pending)
        .description("Events not yet delivered")
        .register(registry);
    Supplier<Number> age = () -> backlog.outboxAge().toMillis() / 1000.0;
    Gauge.builder("sns.outbox.oldest", age)
        .description("How long the oldest event has waited")
        .baseUnit("seconds")
        .register(registry);
  }
}
