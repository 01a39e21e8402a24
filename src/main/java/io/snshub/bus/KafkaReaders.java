package io.snshub.bus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/** All readers of this node, from when the doors are open until the hub stops. */
final class KafkaReaders implements SmartLifecycle {
  private final KafkaWatch watch;
  private final List<KafkaReader> readers;
  private volatile boolean running;

  KafkaReaders(KafkaWatch watch, List<KafkaReader> readers, MeterRegistry meters) {
    this.watch = watch;
    this.readers = List.copyOf(readers);
    for (KafkaReader reader : readers) {
      Gauge.builder("sns.bus.lag", reader, KafkaReader::lag)
          .description("Records that this node has yet to read")
          .tag("consumer", reader.name())
          .register(meters);
    }
  }

  /** Started by the event below: before the routes run, nobody is behind their doors. */
  @Override
  public boolean isAutoStartup() {
    return false;
  }

  @Override
  @EventListener(ApplicationStartedEvent.class)
  public void start() {
    if (!running) {
      running = true;
      watch.start();
      readers.forEach(KafkaReader::start);
    }
  }

  @Override
  public void stop() {
    if (running) {
      running = false;
      readers.parallelStream().forEach(KafkaReader::stop);
      watch.stop();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
