package io.snshub.platform.threads;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what a text can carry: objects in JSON. */
final class ThreadsSandboxAttachments {
  private static final Set<String> CHOICES = Set.of("option_a", "option_b", "option_c", "option_d");

  private ThreadsSandboxAttachments() {}

  static void check(Map<String, String> options) {
    poll(options.get("poll_attachment"));
    gif(options.get("gif_attachment"));
    if (options.containsKey("text_attachment")) {
      if (options.containsKey("poll_attachment")) {
        throw ThreadsSandboxRefusals.rule("FEATURE_NOT_AVAILABLE");
      }
      JsonObject longText = object("text_attachment", options.get("text_attachment"));
      String plain = longText.getString("plaintext");
      if (plain == null || plain.isBlank()) {
        throw ThreadsSandboxRefusals.required("text_attachment[plaintext]");
      }
      ThreadsSandboxOptions.atMost("text_attachment[plaintext]", plain, 10_000);
    }
    entities(options.get("text_entities"));
  }

  private static void poll(@Nullable String json) {
    if (json == null) {
      return;
    }
    JsonObject poll = answers(json);
    boolean inOrder = !poll.containsKey("option_d") || poll.containsKey("option_c");
    boolean all =
        poll.containsKey("option_a")
            && poll.containsKey("option_b")
            && inOrder
            && CHOICES.containsAll(poll.fieldNames());
    boolean fit =
        poll.stream()
            .allMatch(
                choice ->
                    choice.getValue() instanceof String text
                        && !text.isBlank()
                        && text.codePointCount(0, text.length()) <= 25);
    if (!all || !fit) {
      throw ThreadsSandboxRefusals.invalid(
          "Param poll_attachment must have 2 to 4 options of 1 to 25 characters.");
    }
  }

  /** An answer without a word is none: forms send them. */
  static JsonObject answers(String json) {
    JsonObject poll = object("poll_attachment", json);
    for (String name : List.copyOf(poll.fieldNames())) {
      if ("".equals(poll.getValue(name))) {
        poll.remove(name);
      }
    }
    return poll;
  }

  private static void gif(@Nullable String json) {
    if (json == null) {
      return;
    }
    JsonObject gif = object("gif_attachment", json);
    if (!(gif.getValue("gif_id") instanceof String id) || id.isBlank()) {
      throw ThreadsSandboxRefusals.required("gif_attachment[gif_id]");
    }
    if (!"GIPHY".equals(gif.getValue("provider"))) {
      throw ThreadsSandboxRefusals.invalid(
          "Param gif_attachment[provider] must be one of {GIPHY}.");
    }
  }

  private static void entities(@Nullable String json) {
    try {
      if (json != null && new JsonArray(json).size() > 10) {
        throw ThreadsSandboxRefusals.invalid("Param text_entities must have at most 10 elements.");
      }
    } catch (DecodeException e) {
      throw ThreadsSandboxRefusals.invalid("Param text_entities must be an array.");
    }
  }

  static JsonObject object(String name, @Nullable String json) {
    try {
      return new JsonObject(json == null ? "" : json);
    } catch (DecodeException e) {
      throw ThreadsSandboxRefusals.invalid("Param " + name + " must be a valid JSON object.");
    }
  }
}
