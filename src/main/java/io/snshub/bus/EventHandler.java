package io.snshub.bus;

import io.snshub.post.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings records of the topic of events to one subscriber. Of a record only the value is believed.
 * Used by one thread.
 */
final class EventHandler implements KafkaReader.Handler {
  static final int TRIES = 5;
  private static final Logger LOG = LoggerFactory.getLogger(EventHandler.class);

  private final Subscriber subscriber;
  private final KafkaSender sender;
  private final DeadLetters deadLetters;
  private final Map<UUID, Integer> tries = new HashMap<>();

  EventHandler(Subscriber subscriber, KafkaSender sender, DeadLetters deadLetters) {
    this.subscriber = subscriber;
    this.sender = sender;
    this.deadLetters = deadLetters;
  }

  @Override
  public List<ConsumerRecord<byte[], byte[]>> handle(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<ConsumerRecord<byte[], byte[]>, Event> wanted = new LinkedHashMap<>();
    Map<ConsumerRecord<byte[], byte[]>, String> hopeless = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> one : records) {
      CloudEvents.Reading reading = read(one);
      if (reading instanceof CloudEvents.Known known) {
        if (subscriber.wants(known.event())) {
          wanted.put(one, known.event());
        }
      } else if (reading instanceof CloudEvents.Broken broken) {
        hopeless.put(one, broken.reason());
      } else {
        LOG.atDebug().addKeyValue("what", reading).log("newer event passed over");
      }
    }
    Set<ConsumerRecord<byte[], byte[]>> left = new HashSet<>(deliver(wanted, hopeless));
    left.addAll(bury(hopeless));
    if (left.isEmpty()) {
      tries.clear();
    }
    return records.stream().filter(left::contains).toList();
  }

  private static CloudEvents.Reading read(ConsumerRecord<byte[], byte[]> one) {
    return one.value() == null
        ? new CloudEvents.Broken("no value")
        : CloudEvents.read(one.value(), Instant.ofEpochMilli(one.timestamp()));
  }

  /** Returns what isn't taken; what was refused too often is hopeless. */
  private List<ConsumerRecord<byte[], byte[]>> deliver(
      Map<ConsumerRecord<byte[], byte[]>, Event> wanted,
      Map<ConsumerRecord<byte[], byte[]>, String> hopeless) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    Delivery<UUID> delivery = subscriber.take(List.copyOf(wanted.values()));
    Set<UUID> givenUp = new HashSet<>();
    delivery
        .refused()
        .forEach(
            (id, why) -> {
              LOG.atWarn()
                  .addKeyValue("event", id)
                  .addKeyValue("consumer", subscriber.name())
                  .setCause(why)
                  .log("event not taken");
              if (tries.merge(id, 1, Integer::sum) >= TRIES) {
                givenUp.add(id);
              }
            });
    List<ConsumerRecord<byte[], byte[]>> left = new ArrayList<>();
    wanted.forEach(
        (one, event) -> {
          if (givenUp.contains(event.id())) {
            hopeless.put(one, reason(delivery.refused().get(event.id())));
          } else if (!delivery.taken().contains(event.id())) {
            left.add(one);
          }
        });
    return left;
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  /** Returns what couldn't be put among the dead letters. */
  private List<ConsumerRecord<byte[], byte[]>> bury(
      Map<ConsumerRecord<byte[], byte[]>, String> hopeless) {
    List<ConsumerRecord<byte[], byte[]>> order = List.copyOf(hopeless.keySet());
    if (order.isEmpty()) {
      return List.of();
    }
    Delivery<Integer> sent =
        sender.send(
            order.stream()
                .map(one -> deadLetters.letter(one, hopeless.get(one), Map.of()))
                .toList());
    List<ConsumerRecord<byte[], byte[]>> left = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      if (sent.taken().contains(i) || sent.refused().containsKey(i)) {
        deadLetters.sent(order.get(i), hopeless.get(order.get(i)));
      } else {
        left.add(order.get(i));
      }
    }
    return left;
  }
}
