package io.snshub.platform.pinterest;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pin. What an edit may change can be set anew. */
final class PinterestSandboxPin {
  private static final Set<String> EDITABLE =
      Set.of("title", "description", "link", "alt_text", "board_id", "board_section_id");

  private final long id;
  private final Instant at;
  private final JsonObject fields;
  private final PinterestSandboxSource.Media media;

  PinterestSandboxPin(long id, Instant at, JsonObject fields, PinterestSandboxSource.Media media) {
    this.id = id;
    this.at = at;
    this.fields = fields;
    this.media = media;
  }

  long id() {
    return id;
  }

  Instant at() {
    return at;
  }

  PinterestSandboxSource.Media media() {
    return media;
  }

  @Nullable String text(String field) {
    return fields.getString(field);
  }

  String board() {
    return String.valueOf(fields.getString("board_id"));
  }

  boolean isVideo() {
    return media.creativeType().equals("VIDEO");
  }

  void change(JsonObject changes) {
    for (String field : changes.fieldNames()) {
      if (EDITABLE.contains(field)) {
        fields.put(field, changes.getValue(field));
      }
    }
  }

  /** Returns what people read, for ledger and lists. */
  String shown() {
    String title = text("title");
    String description = text("description");
    if (title == null) {
      return description == null ? "" : description;
    }
    return description == null ? title : title + "\n" + description;
  }

  String permalink() {
    return "https://www.pinterest.com/pin/" + id + "/";
  }

  JsonObject json(Instant now, @Nullable JsonObject metrics) {
    return new JsonObject()
        .put("id", Long.toString(id))
        .put("created_at", time(at))
        .put("title", text("title"))
        .put("description", text("description"))
        .put("link", text("link"))
        .put("alt_text", text("alt_text"))
        .put("dominant_color", fields.getString("dominant_color", "#6e7874"))
        .put("board_id", board())
        .put("board_section_id", text("board_section_id"))
        .put("board_owner", new JsonObject().put("username", PinterestSandbox.USERNAME))
        .put("parent_pin_id", text("parent_pin_id"))
        .put("creative_type", media.creativeType())
        .put("is_owner", true)
        .put("is_standard", media.standard())
        .put("has_been_promoted", false)
        .put("media", media.json(id, at, now))
        .put("pin_metrics", metrics);
  }

  /** Pinterest writes times in UTC without saying so. */
  static String time(Instant at) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        at.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }
}
