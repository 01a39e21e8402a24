package io.snshub.platform.instagram;

import io.snshub.platform.instagram.InstagramSandboxContainer.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a container carries beside media and caption, and what is refused of it. */
final class InstagramSandboxDetails {
  private static final int LONGEST_ALT_TEXT = 1_000;
  private static final List<String> OF_REELS =
      List.of("share_to_feed", "cover_url", "thumb_offset", "audio_name");

  private InstagramSandboxDetails() {}

  /** Returns what is kept of a call, or refuses it. */
  static JsonObject of(Call call, Kind kind, boolean child) {
    JsonObject kept = new JsonObject();
    String alt = call.input("alt_text");
    if (alt != null) {
      if (alt.codePointCount(0, alt.length()) > LONGEST_ALT_TEXT) {
        throw parameter("alt_text must be at most 1000 characters long");
      }
      if (!kind.video()) {
        kept.put("alt_text", alt);
      }
    }
    if (child && "true".equals(call.input("is_ai_generated"))) {
      throw parameter("is_ai_generated is not supported for carousel items");
    }
    tags(call, kept);
    names(call, "collaborators", 3, kept);
    names(call, "branded_content_sponsor_ids", 2, kept);
    trial(call);
    if (kind == Kind.REEL) {
      reel(call, kept);
    }
    if (call.input("location_id") != null) {
      kept.put("location_id", call.input("location_id"));
    }
    return kept;
  }

  private static void reel(Call call, JsonObject kept) {
    for (String name : OF_REELS) {
      if (call.input(name) != null) {
        kept.put(name, call.input(name));
      }
    }
    String offset = call.input("thumb_offset");
    if (offset != null && !offset.matches("\\d{1,9}")) {
      throw InstagramSandboxDialect.refused(
          1, 2207057, "The thumbnail offset must be within the video.");
    }
  }

  private static void tags(Call call, JsonObject kept) {
    JsonArray tags = list(call, "user_tags");
    for (Object one : tags == null ? new JsonArray() : tags) {
      boolean right =
          one instanceof JsonObject tag
              && tag.getValue("username") instanceof String
              && within(tag.getValue("x"))
              && within(tag.getValue("y"));
      if (!right) {
        throw InstagramSandboxDialect.refused(100, 2207040, "A user tag can't be used.");
      }
    }
    if (tags != null) {
      kept.put("user_tags", tags);
    }
  }

  private static boolean within(@Nullable Object part) {
    return part == null
        || part instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1;
  }

  private static void names(Call call, String name, int most, JsonObject kept) {
    JsonArray names = list(call, name);
    if (names != null && names.size() > most) {
      throw parameter(name + " must have at most " + most + " entries");
    }
    if (names != null) {
      kept.put(name, names);
    }
  }

  private static void trial(Call call) {
    String trial = call.input("trial_params");
    if (trial != null && !trial.matches("(?s).*\"(MANUAL|SS_PERFORMANCE)\".*")) {
      throw parameter("trial_params[graduation_strategy] must be MANUAL or SS_PERFORMANCE");
    }
  }

  /** Returns a list that comes as JSON, or as JSON in a text; null when there is none. */
  static @Nullable JsonArray list(Call call, String name) {
    JsonObject body = call.json();
    if (body != null && body.getValue(name) instanceof JsonArray array) {
      return array;
    }
    String text = call.input(name);
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return new JsonArray(text);
    } catch (DecodeException e) {
      throw parameter(name + " must be an array");
    }
  }

  private static RefusedCall parameter(String message) {
    return InstagramSandboxDialect.refused(100, 0, "(#100) Param " + message);
  }
}
