package io.snshub.bus;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.snshub.post.Event;
import io.snshub.store.JsonColumn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events as CloudEvents 1.0 JSON, and their data as JSON columns. */
public final class EventCodec {
  private static final JsonFormat FORMAT = new JsonFormat();
  private static final URI SOURCE = URI.create("/sns-hub");

  private EventCodec() {}

  /** Writes an event's data for its column. */
  static String data(Event event) {
    Map<String, Object> data = new LinkedHashMap<>(event.data());
    data.put("user_id", event.userId());
    return JsonColumn.write(data);
  }

  /** Writes an event as a CloudEvents 1.0 JSON document. */
  public static String cloudEvent(Event event) {
    CloudEvent cloudEvent =
        CloudEventBuilder.v1()
            .withId(event.id().toString())
            .withSource(SOURCE)
            .withType(event.type().wire())
            .withSubject(event.subject())
            .withTime(event.at().atOffset(ZoneOffset.UTC))
            .withDataContentType("application/json")
            .withData(BytesCloudEventData.wrap(data(event).getBytes(StandardCharsets.UTF_8)))
            .build();
    return new String(FORMAT.serialize(cloudEvent), StandardCharsets.UTF_8);
  }
}
