package io.snshub.bus;

import io.snshub.post.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The embedded bus: a call to each subscriber's door, on the relay's thread. */
final class InProcessBus implements EventBus {
  private final List<Subscriber> subscribers;

  InProcessBus(List<Subscriber> subscribers) {
    this.subscribers = List.copyOf(subscribers);
  }

  @Override
  public Delivery<Long> deliver(List<OutboxRow> rows) {
    Map<UUID, OutboxRow> rowOf = new HashMap<>();
    List<Event> events = new ArrayList<>(rows.size());
    for (OutboxRow row : rows) {
      // nobody here can want an event that only a newer version knows
      row.event()
          .ifPresent(
              event -> {
                events.add(event);
                rowOf.put(event.id(), row);
              });
    }
    Set<Long> missed = new HashSet<>();
    Map<Long, Exception> refused = new HashMap<>();
    for (Subscriber subscriber : subscribers) {
      List<Event> wanted = events.stream().filter(subscriber::wants).toList();
      Delivery<UUID> delivery = subscriber.take(wanted);
      for (Event event : wanted) {
        if (!delivery.taken().contains(event.id())) {
          missed.add(rowOf.get(event.id()).id());
        }
      }
      delivery.refused().forEach((event, why) -> refused.putIfAbsent(rowOf.get(event).id(), why));
    }
    return new Delivery<>(EventBus.inOrder(rows, row -> !missed.contains(row.id())), refused);
  }
}
