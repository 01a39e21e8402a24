package io.snshub.bus;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.TestDatabase;
import io.snshub.store.Node;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The bus of one node over a real broker: what a hub has of it, without the hub. */
final class KafkaNode implements AutoCloseable {
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final KafkaSettings settings;
  final KafkaWatch watch;
  final KafkaHealth health;
  final KafkaSender sender;
  final Relay relay;
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final KafkaReaders readers;

  KafkaNode(
      String name,
      KafkaSettings settings,
      TestDatabase database,
      List<Subscription> subscriptions,
      List<Inlet> inlets,
      Map<String, Function<Object, Object>> doors) {
    this.settings = settings;
    KafkaBusConfiguration wiring = new KafkaBusConfiguration();
    Node node = new Node(name, false);
    KafkaClients clients = wiring.kafkaClients(settings, node);
    open(doors);
    ProducerTemplate template = camel.createProducerTemplate();
    watch = wiring.kafkaWatch(clients, settings, inlets, Clock.systemUTC());
    health = wiring.busHealth(watch, Clock.systemUTC());
    sender = wiring.kafkaSender(camel, clients, settings);
    EventBus bus = wiring.kafkaEventBus(sender, watch, settings);
    relay = new Relay(database.sql(), database.transaction(), bus, node, Clock.systemUTC());
    readers =
        wiring.kafkaReaders(
            clients, watch, sender, settings, template, subscriptions, inlets, meters);
  }

  static KafkaSettings settings(String prefix) {
    return settings(prefix, Map.of());
  }

  static KafkaSettings settings(String prefix, Map<String, String> properties) {
    Map<String, String> quick = new HashMap<>(properties);
    quick.putIfAbsent("reconnect.backoff.max.ms", "200");
    return new KafkaSettings(
        TestBroker.address(),
        prefix + ".",
        prefix,
        true,
        4,
        -1,
        Duration.ofSeconds(2),
        true,
        quick);
  }

  private void open(Map<String, Function<Object, Object>> doors) {
    try {
      for (Map.Entry<String, Function<Object, Object>> door : doors.entrySet()) {
        camel.addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from(door.getKey())
                    .errorHandler(noErrorHandler())
                    .process(
                        exchange ->
                            exchange
                                .getMessage()
                                .setBody(door.getValue().apply(exchange.getMessage().getBody())));
              }
            });
      }
      camel.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  KafkaNode start() {
    readers.start();
    return this;
  }

  void stop() {
    readers.stop();
  }

  @Override
  public void close() {
    readers.stop();
    watch.stop();
    sender.close();
    camel.stop();
  }
}
