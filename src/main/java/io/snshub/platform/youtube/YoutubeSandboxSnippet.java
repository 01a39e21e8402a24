package io.snshub.platform.youtube;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What viewers read about a video, checked.
 *
 * @param title 1 to 100 characters
 * @param description at most 5000 bytes
 * @param tags at most 500 characters in total
 * @param categoryId one of the assignable categories
 * @param language of title and description, or null
 * @param audioLanguage what is spoken, or null
 */
record YoutubeSandboxSnippet(
    String title,
    String description,
    List<String> tags,
    String categoryId,
    @Nullable String language,
    @Nullable String audioLanguage) {
  /** The categories that a video can be put in. */
  static final Map<String, String> CATEGORIES =
      Map.ofEntries(
          Map.entry("1", "Film & Animation"),
          Map.entry("2", "Autos & Vehicles"),
          Map.entry("10", "Music"),
          Map.entry("15", "Pets & Animals"),
          Map.entry("17", "Sports"),
          Map.entry("19", "Travel & Events"),
          Map.entry("20", "Gaming"),
          Map.entry("22", "People & Blogs"),
          Map.entry("23", "Comedy"),
          Map.entry("24", "Entertainment"),
          Map.entry("25", "News & Politics"),
          Map.entry("26", "Howto & Style"),
          Map.entry("27", "Education"),
          Map.entry("28", "Science & Technology"),
          Map.entry("29", "Nonprofits & Activism"));

  private static final int TITLE = 100;
  private static final int DESCRIPTION_BYTES = 5_000;
  private static final int TAG_CHARACTERS = 500;

  /** What a video is called when it came without a word. */
  static YoutubeSandboxSnippet untitled() {
    return new YoutubeSandboxSnippet("unknown", "", List.of(), "22", null, null);
  }

  /** Reads the part; a change has to name the category, a new video need not. */
  static YoutubeSandboxSnippet of(JsonObject video, boolean change) {
    YoutubeSandboxFields given = YoutubeSandboxFields.of(video, "video", "snippet");
    return new YoutubeSandboxSnippet(
        title(given.text("title", "")),
        description(given.text("description", "")),
        tags(given.texts("tags")),
        category(given.text("categoryId", change ? "" : "22")),
        orNull(given.text("defaultLanguage", "")),
        orNull(given.text("defaultAudioLanguage", "")));
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject().put("title", title).put("description", description);
    if (!tags.isEmpty()) {
      json.put("tags", new JsonArray(tags));
    }
    json.put("categoryId", categoryId)
        .put("liveBroadcastContent", "none")
        .put("localized", new JsonObject().put("title", title).put("description", description));
    if (language != null) {
      json.put("defaultLanguage", language);
    }
    return audioLanguage == null ? json : json.put("defaultAudioLanguage", audioLanguage);
  }

  private static String title(String title) {
    if (title.isBlank() || title.codePointCount(0, title.length()) > TITLE || angled(title)) {
      throw refused(
          "invalidTitle", "The request metadata specifies an invalid or empty video title.");
    }
    return title;
  }

  private static String description(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > DESCRIPTION_BYTES || angled(text)) {
      throw refused(
          "invalidDescription", "The request metadata specifies an invalid video description.");
    }
    return text;
  }

  private static List<String> tags(List<String> tags) {
    int length = Math.max(0, tags.size() - 1);
    for (String tag : tags) {
      length += tag.codePointCount(0, tag.length()) + (tag.contains(" ") ? 2 : 0);
    }
    if (length > TAG_CHARACTERS || tags.stream().anyMatch(YoutubeSandboxSnippet::angled)) {
      throw refused("invalidTags", "The request metadata specifies invalid video keywords.");
    }
    return tags;
  }

  private static String category(String category) {
    if (!CATEGORIES.containsKey(category)) {
      throw refused(
          "invalidCategoryId",
          "The <code>snippet.categoryId</code> property specifies an invalid category ID.");
    }
    return category;
  }

  private static boolean angled(String text) {
    return text.indexOf('<') >= 0 || text.indexOf('>') >= 0;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static RuntimeException refused(String reason, String message) {
    return YoutubeSandboxDialect.refused(400, "youtube.video", reason, message);
  }
}
