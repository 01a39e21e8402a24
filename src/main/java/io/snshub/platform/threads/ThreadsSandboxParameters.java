package io.snshub.platform.threads;

import io.snshub.platform.threads.ThreadsSandboxDraft.Kind;
import io.snshub.sandbox.Call;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and checks the parameters of a new container. */
final class ThreadsSandboxParameters {
  private static final List<String> OPTIONS =
      List.of(
          "alt_text",
          "allowlisted_country_codes",
          "crossreshare_to_ig",
          "crossreshare_to_ig_dark_mode",
          "enable_reply_approvals",
          "gif_attachment",
          "is_ghost_post",
          "is_spoiler_media",
          "link_attachment",
          "location_id",
          "poll_attachment",
          "quote_post_id",
          "reply_control",
          "reply_to_id",
          "text_attachment",
          "text_entities",
          "topic_tag");

  private ThreadsSandboxParameters() {}

  static boolean autoPublished(Call call) {
    return "TEXT".equals(call.input("media_type"))
        && "true".equalsIgnoreCase(call.input("auto_publish_text"));
  }

  static ThreadsSandboxDraft read(Call call) {
    boolean item = "true".equalsIgnoreCase(call.input("is_carousel_item"));
    Kind kind = kind(call, item);
    String text = call.input("text");
    if (kind == Kind.TEXT && (text == null || text.isBlank())) {
      throw ThreadsSandboxRefusals.required("text");
    }
    String said = text == null ? "" : text;
    if (ThreadsSandboxText.length(said) > 500) {
      throw ThreadsSandboxRefusals.invalid("Param text must be at most 500 characters long.");
    }
    Map<String, String> options = options(call);
    ThreadsSandboxOptions.check(kind, said, options);
    return new ThreadsSandboxDraft(
        kind,
        item,
        said,
        media(call, kind),
        kind == Kind.CAROUSEL ? children(call) : List.of(),
        options);
  }

  private static Kind kind(Call call, boolean item) {
    String type = call.input("media_type");
    if (type == null && item) {
      // the guide leaves it out for the parts of a carousel
      return call.input("video_url") == null ? Kind.IMAGE : Kind.VIDEO;
    }
    if (type == null) {
      throw ThreadsSandboxRefusals.required("media_type");
    }
    boolean known = Set.of("TEXT", "IMAGE", "VIDEO", "CAROUSEL").contains(type);
    boolean part = type.equals("IMAGE") || type.equals("VIDEO");
    if (!known || item && !part) {
      throw ThreadsSandboxRefusals.invalid(
          "Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL} - got \"" + type + "\".");
    }
    return Kind.valueOf(type);
  }

  private static @Nullable String media(Call call, Kind kind) {
    if (kind != Kind.IMAGE && kind != Kind.VIDEO) {
      return null;
    }
    String field = kind == Kind.IMAGE ? "image_url" : "video_url";
    String url = call.input(field);
    if (url == null || url.isBlank()) {
      throw ThreadsSandboxRefusals.required(field);
    }
    if (!url.matches("https?://\\S+")) {
      throw ThreadsSandboxRefusals.invalid("Param " + field + " must be a valid URI.");
    }
    return url;
  }

  private static Map<String, String> options(Call call) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : OPTIONS) {
      String value = call.input(name);
      if (value != null && !value.isEmpty()) {
        given.put(name, value);
      }
    }
    return given;
  }

  private static List<String> children(Call call) {
    JsonObject body = call.json();
    if (body != null && body.getValue("children") instanceof JsonArray array) {
      return array.stream().map(String::valueOf).toList();
    }
    String text = call.input("children");
    if (text == null || text.isBlank()) {
      throw ThreadsSandboxRefusals.required("children");
    }
    return list(text);
  }

  /** A list in JSON, or words with commas between them. */
  static List<String> list(String text) {
    try {
      return new JsonArray(text).stream().map(String::valueOf).toList();
    } catch (DecodeException e) {
      return Arrays.stream(text.split(",")).map(String::strip).toList();
    }
  }
}
