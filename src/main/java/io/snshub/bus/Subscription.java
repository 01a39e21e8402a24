package io.snshub.bus;

import io.snshub.post.EventType;
import java.util.Set;

/**
 * A room's wish to hear events; a bean of this type is enough.
 *
 * @param consumer who hears, unique and stable (a consumer group when the bus is Kafka)
 * @param types which events
 * @param door the {@code direct:} endpoint that gets the {@link io.snshub.post.Event} as its body;
 *     it must bear repetition
 */
public record Subscription(String consumer, Set<EventType> types, String door) {}
