package io.snshub.platform.tiktok;

import io.snshub.sandbox.Call;
import io.vertx.core.json.JsonObject;

/**
 * What is said about a post, checked.
 *
 * @param caption a video's caption, or a photo post's title and description
 * @param privacy who may see it; empty for drafts, which their creator decides about
 * @param title what stands above a photo post, or a video's caption
 */
record TiktokSandboxPostInfo(String caption, String privacy, String title) {
  private static final int CAPTION = 2_200;
  private static final int PHOTO_TITLE = 90;
  private static final int PHOTO_DESCRIPTION = 4_000;

  /** A draft: nothing is said yet. */
  static TiktokSandboxPostInfo draft() {
    return new TiktokSandboxPostInfo("", "", "");
  }

  boolean isPublic() {
    return privacy.equals("PUBLIC_TO_EVERYONE");
  }

  static TiktokSandboxPostInfo ofVideo(Call call, TiktokSandboxCreator creator) {
    JsonObject info = info(call);
    String title = text(call, info, "title", CAPTION);
    flags(call, info, "disable_duet", "disable_stitch", "disable_comment", "is_aigc");
    Object cover = info.getValue("video_cover_timestamp_ms");
    if (cover != null && !(cover instanceof Integer)) {
      throw TiktokSandboxDialect.invalid(call, "video_cover_timestamp_ms is not an int32");
    }
    return new TiktokSandboxPostInfo(title, privacy(call, info, creator), title);
  }

  static TiktokSandboxPostInfo ofPhotos(Call call, TiktokSandboxCreator creator, boolean direct) {
    JsonObject info = info(call);
    String title = text(call, info, "title", PHOTO_TITLE);
    String description = text(call, info, "description", PHOTO_DESCRIPTION);
    flags(call, info, "disable_comment", "auto_add_music");
    String caption =
        title.isEmpty() || description.isEmpty() ? title + description : title + "\n" + description;
    return new TiktokSandboxPostInfo(caption, direct ? privacy(call, info, creator) : "", title);
  }

  private static JsonObject info(Call call) {
    JsonObject body = call.json();
    if (body == null || !(body.getValue("post_info") instanceof JsonObject info)) {
      throw TiktokSandboxDialect.invalid(call, "The request post info is empty or incorrect");
    }
    return info;
  }

  private static String text(Call call, JsonObject info, String field, int limit) {
    Object value = info.getValue(field);
    if (value == null) {
      return "";
    }
    // the documentation says runes and means UTF-16 code units
    if (!(value instanceof String text) || text.length() > limit) {
      throw TiktokSandboxDialect.invalid(
          call, "The " + field + " is invalid: at most " + limit + " UTF-16 runes");
    }
    return text;
  }

  private static void flags(Call call, JsonObject info, String... names) {
    for (String name : names) {
      Object value = info.getValue(name);
      if (value != null && !(value instanceof Boolean)) {
        throw TiktokSandboxDialect.invalid(call, name + " is not a bool");
      }
    }
  }

  private static String privacy(Call call, JsonObject info, TiktokSandboxCreator creator) {
    flags(call, info, "brand_content_toggle", "brand_organic_toggle");
    if (!(info.getValue("privacy_level") instanceof String privacy)) {
      throw TiktokSandboxDialect.invalid(call, "The privacy level is empty or incorrect");
    }
    creator.admit(call, privacy);
    if (Boolean.TRUE.equals(info.getValue("brand_content_toggle")) && privacy.equals("SELF_ONLY")) {
      throw TiktokSandboxDialect.invalid(
          call, "Branded content visibility cannot be set to private");
    }
    return privacy;
  }
}
