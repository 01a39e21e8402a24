package io.snshub.bus;

import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.store.JsonColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The data of an event as its JSON column, and the names of types. */
final class EventCodec {
  private static final Map<String, EventType> TYPES =
      Arrays.stream(EventType.values())
          .collect(Collectors.toUnmodifiableMap(EventType::wire, Function.identity()));

  private EventCodec() {}

  static String data(Event event) {
    Map<String, Object> data = new LinkedHashMap<>(event.data());
    data.put("user_id", event.userId());
    return JsonColumn.write(data);
  }

  /** Reads a type; empty when it is a newer version's. */
  static Optional<EventType> type(String wire) {
    return Optional.ofNullable(TYPES.get(wire));
  }
}
