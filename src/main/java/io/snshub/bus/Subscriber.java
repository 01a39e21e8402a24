package io.snshub.bus;

import io.snshub.post.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;

/** Somebody who wants to hear events, and the way to its door. Safe for concurrent use. */
final class Subscriber {
  private final Subscription subscription;
  private final ProducerTemplate producer;

  Subscriber(Subscription subscription, ProducerTemplate producer) {
    this.subscription = subscription;
    this.producer = producer;
  }

  String name() {
    return subscription.consumer();
  }

  boolean wants(Event event) {
    return subscription.types().contains(event.type());
  }

  /**
   * Hands over events that are wanted, in order. A batch that isn't taken is handed over again one
   * by one, so that what can't be taken is found; behind it, its subject waits.
   */
  Delivery<UUID> take(List<Event> events) {
    Taking taking = new Taking();
    if (!subscription.batched() || events.size() == 1) {
      taking.oneByOne(events);
    } else if (!events.isEmpty()) {
      taking.together(events);
    }
    return new Delivery<>(taking.taken, taking.refused);
  }

  private final class Taking {
    private final Set<UUID> taken = new HashSet<>();
    private final Map<UUID, Exception> refused = new HashMap<>();
    private final Set<String> held = new HashSet<>();

    private void together(List<Event> events) {
      try {
        producer.sendBody(subscription.door(), events);
        events.forEach(event -> taken.add(event.id()));
      } catch (RuntimeException e) {
        if (!Passing.is(e)) {
          oneByOne(events);
        }
      }
    }

    private void oneByOne(List<Event> events) {
      for (Event event : events) {
        if (held.contains(event.subject())) {
          continue;
        }
        try {
          producer.sendBody(subscription.door(), subscription.batched() ? List.of(event) : event);
          taken.add(event.id());
        } catch (RuntimeException e) {
          if (Passing.is(e)) {
            return;
          }
          refused.put(event.id(), e);
          held.add(event.subject());
        }
      }
    }
  }
}
