package io.snshub.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.snshub.store.Node;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The bus over Kafka; nothing of it is loaded without brokers. */
@Configuration(proxyBeanMethods = false)
@Conditional(KafkaGiven.class)
class KafkaBusConfiguration {
  private static final String EVENTS = "events";
  private static final String DEAD_EVENTS = "events.dlq";
  private static final Duration ON_TOP = Duration.ofSeconds(3);

  @Bean
  KafkaClients kafkaClients(KafkaSettings settings, Node node) {
    return new KafkaClients(settings, node.name());
  }

  @Bean
  KafkaWatch kafkaWatch(
      KafkaClients clients, KafkaSettings settings, List<Inlet> inlets, Clock clock) {
    Set<String> topics = new LinkedHashSet<>();
    topics.add(settings.topic(EVENTS));
    topics.add(settings.topic(DEAD_EVENTS));
    if (settings.requests()) {
      for (Inlet inlet : inlets) {
        topics.add(settings.topic(inlet.requests()));
        topics.add(settings.topic(inlet.receipts()));
        topics.add(settings.topic(inlet.deadLetters()));
      }
    }
    return new KafkaWatch(clients, settings, topics, clock);
  }

  @Bean
  KafkaSender kafkaSender(CamelContext camel, KafkaClients clients, KafkaSettings settings) {
    return new KafkaSender(camel, clients, settings.deliveryTimeout().plusSeconds(1));
  }

  @Bean
  EventBus kafkaEventBus(KafkaSender sender, KafkaWatch watch, KafkaSettings settings) {
    return new KafkaEventBus(
        sender, watch, settings.topic(EVENTS), settings.deliveryTimeout().plus(ON_TOP));
  }

  @Bean
  KafkaReaders kafkaReaders(
      KafkaClients clients,
      KafkaWatch watch,
      KafkaSender sender,
      KafkaSettings settings,
      ProducerTemplate doors,
      List<Subscription> subscriptions,
      List<Inlet> inlets,
      MeterRegistry meters) {
    List<KafkaReader> readers = new ArrayList<>();
    for (Subscription one : subscriptions) {
      DeadLetters dead =
          new DeadLetters(
              settings.topic(DEAD_EVENTS), one.consumer(), deadLetters(meters, one.consumer()));
      readers.add(
          new KafkaReader(
              one.consumer(),
              settings.topic(EVENTS),
              () -> clients.reader(one.consumer()),
              watch::ready,
              new EventHandler(new Subscriber(one, doors), sender, dead)));
    }
    for (Inlet one : settings.requests() ? inlets : List.<Inlet>of()) {
      DeadLetters dead =
          new DeadLetters(
              settings.topic(one.deadLetters()),
              one.consumer(),
              deadLetters(meters, one.consumer()));
      readers.add(
          new KafkaReader(
              one.consumer(),
              settings.topic(one.requests()),
              () -> clients.reader(one.consumer()),
              watch::ready,
              new InletHandler(one.door(), settings.topic(one.receipts()), doors, sender, dead)));
    }
    return new KafkaReaders(watch, readers, meters);
  }

  private static Counter deadLetters(MeterRegistry meters, String consumer) {
    return Counter.builder("sns.bus.dead.letters")
        .description("Records that could not be taken and were put aside")
        .tag("consumer", consumer)
        .register(meters);
  }

  @Bean("busHealthIndicator")
  KafkaHealth busHealth(KafkaWatch watch, Clock clock) {
    return new KafkaHealth(watch, clock);
  }
}
