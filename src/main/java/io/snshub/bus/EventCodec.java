package io.snshub.bus;

import io.snshub.post.Event;
import io.snshub.store.JsonColumn;
import java.util.LinkedHashMap;
import java.util.Map;

/** The data of an event as its JSON column. */
final class EventCodec {
  private EventCodec() {}

  static String data(Event event) {
    Map<String, Object> data = new LinkedHashMap<>(event.data());
    data.put("user_id", event.userId());
    return JsonColumn.write(data);
  }
}
