package io.snshub.bus;

import io.snshub.bus.KafkaSender.Parcel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bus of a cluster: delivered is what the brokers have acknowledged. */
final class KafkaEventBus implements EventBus {
  private final KafkaSender sender;
  private final KafkaWatch watch;
  private final String topic;
  private final Duration longest;

  KafkaEventBus(KafkaSender sender, KafkaWatch watch, String topic, Duration longest) {
    this.sender = sender;
    this.watch = watch;
    this.topic = topic;
    this.longest = longest;
  }

  @Override
  public Duration longest() {
    return longest;
  }

  @Override
  public Delivery<Long> deliver(List<OutboxRow> rows) {
    if (!watch.ready()) {
      return new Delivery<>(Set.of(), Map.of());
    }
    Delivery<Integer> sent = sender.send(rows.stream().map(this::parcel).toList());
    Set<Long> arrived = new HashSet<>();
    sent.taken().forEach(position -> arrived.add(rows.get(position).id()));
    Map<Long, Exception> refused = new HashMap<>();
    sent.refused().forEach((position, why) -> refused.put(rows.get(position).id(), why));
    return new Delivery<>(EventBus.inOrder(rows, row -> arrived.contains(row.id())), refused);
  }

  private Parcel parcel(OutboxRow row) {
    return new Parcel(
        topic,
        row.subject().getBytes(StandardCharsets.UTF_8),
        CloudEvents.write(row),
        Map.of("content-type", "application/cloudevents+json"));
  }
}
