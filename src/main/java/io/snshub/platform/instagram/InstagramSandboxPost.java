package io.snshub.platform.instagram;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that has been published. */
record InstagramSandboxPost(long id, InstagramSandboxContainer container, Instant at) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

  String permalink() {
    String folder = container.kind() == InstagramSandboxContainer.Kind.REEL ? "reel" : "p";
    return "https://www.instagram.com/" + folder + "/" + shortcode() + "/";
  }

  String shortcode() {
    return "D" + Long.toString(id, 36);
  }

  boolean story() {
    return container.kind().productType.equals("STORY");
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  JsonObject toJson(Set<String> fields, Instant now) {
    JsonObject json = new JsonObject();
    for (String field : fields) {
      Object value = field(field.replaceFirst("\\{.*", ""), field, now);
      if (value != null && !value.equals("")) {
        json.put(field.replaceFirst("\\{.*", ""), value);
      }
    }
    return json.put("id", Long.toString(id));
  }

  private @Nullable Object field(String name, String asked, Instant now) {
    return switch (name) {
      case "caption" -> container.caption();
      case "timestamp" -> time(at);
      case "media_type" -> container.kind().mediaType;
      case "media_product_type" -> container.kind().productType;
      case "permalink" -> permalink();
      case "shortcode" -> shortcode();
      case "username" -> "sandbox";
      case "ig_id" -> Long.toString(id);
      case "owner" -> new JsonObject().put("id", InstagramSandbox.ACCOUNT);
      case "media_url" -> container.media().isEmpty() ? null : container.media().get(0);
      case "thumbnail_url" -> container.kind().video() ? thumbnail() : null;
      case "alt_text" -> container.details().getString("alt_text");
      case "is_shared_to_feed" ->
          container.kind() == InstagramSandboxContainer.Kind.REEL
              ? (Object) !"false".equals(container.details().getString("share_to_feed"))
              : null;
      case "like_count" -> InstagramSandboxCounters.value(this, "likes", now);
      case "children" -> children(asked);
      default -> null;
    };
  }

  private String thumbnail() {
    String cover = container.details().getString("cover_url");
    return cover == null ? "https://cdn.example.com/instagram/" + shortcode() + ".jpg" : cover;
  }

  /** Children come with their ids, or with what stands in braces behind the field. */
  private @Nullable JsonObject children(String asked) {
    if (container.children().isEmpty()) {
      return null;
    }
    JsonArray data = new JsonArray();
    for (InstagramSandboxContainer child : container.children()) {
      JsonObject one = new JsonObject();
      if (asked.contains("media_type")) {
        one.put("media_type", child.kind().mediaType);
      }
      if (asked.contains("media_url")) {
        one.put("media_url", child.media().get(0));
      }
      if (asked.contains("alt_text") && child.details().containsKey("alt_text")) {
        one.put("alt_text", child.details().getString("alt_text"));
      }
      data.add(one.put("id", Long.toString(child.id())));
    }
    return new JsonObject().put("data", data);
  }
}
