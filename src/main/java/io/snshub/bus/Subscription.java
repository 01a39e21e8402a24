package io.snshub.bus;

import io.snshub.post.EventType;
import java.util.Set;

/**
 * A room's wish to hear events; a bean of this type is enough.
 *
 * @param consumer who hears, unique and stable (a consumer group when the bus is Kafka)
 * @param types which events
 * @param door the {@code direct:} endpoint that gets the {@link io.snshub.post.Event} as its body,
 *     or a {@code List} of them; it must bear repetition
 * @param batched the door gets the events that are at hand in one call, in order per subject; when
 *     it fails, all of them are repeated
 */
public record Subscription(String consumer, Set<EventType> types, String door, boolean batched) {

  /** A wish to hear events one by one. */
  public Subscription(String consumer, Set<EventType> types, String door) {
    this(consumer, types, door, false);
  }
}
