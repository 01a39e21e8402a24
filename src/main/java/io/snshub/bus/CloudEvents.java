package io.snshub.bus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Events as CloudEvents 1.0 in JSON. Newer ones are no error: what isn't known is passed over. */
final class CloudEvents {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final JsonFactory FACTORY = JSON.getFactory();
  private static final String SOURCE = "/sns-hub";

  private CloudEvents() {}

  /** What a record turned out to be. */
  sealed interface Reading {}

  /** An event. */
  record Known(Event event) implements Reading {}

  /** An event for later versions of this hub. */
  record Newer(String what) implements Reading {}

  /** Nothing that any version could have meant. */
  record Broken(String reason) implements Reading {}

  /** Writes an event; its data are passed on as they are stored. */
  static byte[] write(OutboxRow row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256 + row.data().length());
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("specversion", "1.0");
      json.writeStringField("id", row.eventId());
      json.writeStringField("source", SOURCE);
      json.writeStringField("type", row.type());
      json.writeStringField("subject", row.subject());
      json.writeStringField("time", row.at().toString());
      json.writeStringField("datacontenttype", "application/json");
      json.writeFieldName("data");
      json.writeRawValue(row.data());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Reads a record's value.
   *
   * @param at when it was sent, in case it doesn't say itself
   */
  static Reading read(byte[] value, Instant at) {
    try {
      return read(JSON.readTree(value), at);
    } catch (IOException e) {
      return new Broken("no JSON");
    }
  }

  private static Reading read(JsonNode json, Instant at) {
    if (!json.isObject()) {
      return new Broken("no JSON object");
    }
    String version = json.path("specversion").asText("");
    String type = json.path("type").asText("");
    if (version.isEmpty() || type.isEmpty()) {
      return new Broken("no CloudEvent: specversion or type is missing");
    }
    if (!version.startsWith("1.")) {
      return new Newer("CloudEvents " + version);
    }
    Optional<EventType> known = EventCodec.type(type);
    return known.isEmpty() ? new Newer(type) : read(known.get(), json, at);
  }

  private static Reading read(EventType type, JsonNode json, Instant at) {
    String subject = json.path("subject").asText("");
    JsonNode data = json.path("data");
    if (subject.isBlank()) {
      return new Broken("subject is missing");
    }
    if (!data.isObject() && !data.isMissingNode() && !data.isNull()) {
      return new Broken("data is no object");
    }
    try {
      UUID id = UUID.fromString(json.path("id").asText(""));
      Instant time = json.hasNonNull("time") ? Instant.parse(json.path("time").asText()) : at;
      Map<String, Object> fields =
          data.isObject() ? JSON.convertValue(data, new TypeReference<>() {}) : Map.of();
      return new Known(new Event(id, type, subject, data.path("user_id").asLong(0), fields, time));
    } catch (IllegalArgumentException e) {
      return new Broken("id is no UUID");
    } catch (DateTimeException e) {
      return new Broken("time is no time");
    }
  }
}
