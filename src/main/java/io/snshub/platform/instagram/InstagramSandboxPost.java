package io.snshub.platform.instagram;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
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

  JsonObject toJson(Set<String> fields) {
    JsonObject json = new JsonObject();
    for (String field : fields) {
      Object value = field(field.replaceFirst("\\{.*", ""));
      if (value != null && !value.equals("")) {
        json.put(field.replaceFirst("\\{.*", ""), value);
      }
    }
    return json.put("id", Long.toString(id));
  }

  private @Nullable Object field(String name) {
    return switch (name) {
      case "caption" -> container.caption();
      case "timestamp" -> TIME.format(at);
      case "media_type" -> container.kind().mediaType;
      case "media_product_type" -> container.kind().productType;
      case "permalink" -> permalink();
      case "shortcode" -> shortcode();
      case "username" -> "sandbox";
      case "ig_id" -> Long.toString(id);
      case "owner" -> new JsonObject().put("id", InstagramSandbox.ACCOUNT);
      case "media_url" -> container.media().isEmpty() ? null : container.media().get(0);
      case "is_comment_enabled" -> true;
      case "like_count" -> metric("likes");
      case "comments_count" -> metric("comments");
      case "children" -> children();
      default -> null;
    };
  }

  /** A counter that stays the same for one post, so that a test can compare it. */
  long metric(String name) {
    return Math.floorMod(id * 31 + name.hashCode(), name.startsWith("ig_") ? 9_000 : 400) + 20;
  }

  private @Nullable JsonObject children() {
    List<InstagramSandboxContainer> children = container.children();
    if (children.isEmpty()) {
      return null;
    }
    JsonArray data = new JsonArray();
    children.forEach(child -> data.add(new JsonObject().put("id", Long.toString(child.id()))));
    return new JsonObject().put("data", data);
  }
}
