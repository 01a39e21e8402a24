package io.snshub.platform.youtube;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads fields of a request as Google's front end does: a wrong type is refused by name. */
final class YoutubeSandboxFields {
  private final JsonObject fields;
  private final String place;

  private YoutubeSandboxFields(JsonObject fields, String place) {
    this.fields = fields;
    this.place = place;
  }

  /** Returns a part of a resource; one that is not there has no fields. */
  static YoutubeSandboxFields of(JsonObject resource, String kind, String part) {
    Object found = resource.getValue(part);
    if (found != null && !(found instanceof JsonObject)) {
      throw wrong(kind + "." + part, "type.googleapis.com/youtube.api.v3", found);
    }
    return new YoutubeSandboxFields(
        found instanceof JsonObject object ? object : new JsonObject(), kind + "." + part);
  }

  String text(String name, String absent) {
    Object value = fields.getValue(name);
    if (value == null) {
      return absent;
    }
    if (value instanceof String text) {
      return text;
    }
    throw wrong(place + "." + name, "TYPE_STRING", value);
  }

  @Nullable Boolean flag(String name) {
    Object value = fields.getValue(name);
    if (value == null || value instanceof Boolean) {
      return (Boolean) value;
    }
    if (value.equals("true") || value.equals("false")) {
      return Boolean.valueOf(value.toString());
    }
    throw wrong(place + "." + name, "TYPE_BOOL", value);
  }

  boolean flag(String name, boolean absent) {
    Boolean value = flag(name);
    return value == null ? absent : value;
  }

  List<String> texts(String name) {
    Object value = fields.getValue(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonArray array && array.stream().allMatch(String.class::isInstance)) {
      return array.stream().map(String.class::cast).toList();
    }
    throw wrong(place + "." + name, "TYPE_STRING", value);
  }

  /** Returns a time, null when there is none. */
  @Nullable Instant time(String name, RuntimeException otherwise) {
    String text = text(name, "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw otherwise;
    }
  }

  private static RuntimeException wrong(String where, String type, Object value) {
    return YoutubeSandboxDialect.malformed(
        "Invalid value at '%s' (%s), %s".formatted(where, type, shown(value)));
  }

  private static String shown(Object value) {
    String text = value.toString();
    return value instanceof String ? '"' + text + '"' : text;
  }
}
