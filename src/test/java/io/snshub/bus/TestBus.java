package io.snshub.bus;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.store.Node;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;

/** The way in over a real broker, for tests of other rooms. */
public final class TestBus implements AutoCloseable {
  private final KafkaWatch watch;
  private final KafkaSender sender;
  private final KafkaReaders readers;

  private TestBus(KafkaWatch watch, KafkaSender sender, KafkaReaders readers) {
    this.watch = watch;
    this.sender = sender;
    this.readers = readers;
  }

  /** Reads for an inlet, whose door is in the given context. */
  public static TestBus start(
      String node, String prefix, String group, CamelContext camel, Inlet inlet) {
    KafkaSettings settings =
        new KafkaSettings(
            TestBroker.address(),
            prefix + ".",
            prefix + group,
            true,
            4,
            -1,
            Duration.ofSeconds(5),
            true,
            Map.of());
    KafkaBusConfiguration wiring = new KafkaBusConfiguration();
    KafkaClients clients = wiring.kafkaClients(settings, new Node(node, false));
    KafkaWatch watch = wiring.kafkaWatch(clients, settings, List.of(inlet), Clock.systemUTC());
    KafkaSender sender = wiring.kafkaSender(camel, clients, settings);
    KafkaReaders readers =
        wiring.kafkaReaders(
            clients,
            watch,
            sender,
            settings,
            camel.createProducerTemplate(),
            List.of(),
            List.of(inlet),
            new SimpleMeterRegistry());
    readers.start();
    TestBus bus = new TestBus(watch, sender, readers);
    bus.awaitReady();
    return bus;
  }

  public void awaitReady() {
    Awaitility.await().atMost(Duration.ofSeconds(15)).until(watch::ready);
  }

  @Override
  public void close() {
    readers.stop();
    watch.stop();
    sender.close();
  }
}
