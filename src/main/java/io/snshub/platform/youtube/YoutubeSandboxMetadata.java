package io.snshub.platform.youtube;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a video, checked.
 *
 * @param title 1 to 100 characters
 * @param description at most 5000 bytes
 * @param tags at most 500 characters in total
 * @param categoryId one of the assignable categories
 * @param privacy public, unlisted or private
 * @param publishAt when a private video goes public, or null
 * @param license youtube or creativeCommon
 * @param madeForKids what the owner declared
 */
record YoutubeSandboxMetadata(
    String title,
    String description,
    List<String> tags,
    String categoryId,
    String privacy,
    @Nullable Instant publishAt,
    String license,
    boolean madeForKids) {
  private static final Set<String> CATEGORIES =
      Set.of(
          "1", "2", "10", "15", "17", "19", "20", "22", "23", "24", "25", "26", "27", "28", "29");

  static YoutubeSandboxMetadata of(JsonObject body, Set<String> parts, Instant now) {
    JsonObject snippet = part(body, "snippet");
    JsonObject status = part(body, "status");
    String privacy = text(status, "privacyStatus", "public");
    if (!Set.of("public", "unlisted", "private").contains(privacy)) {
      throw refused(403, "forbiddenPrivacySetting", "invalid privacy setting");
    }
    String license = text(status, "license", "youtube");
    if (!Set.of("youtube", "creativeCommon").contains(license)) {
      throw refused(403, "forbiddenLicenseSetting", "invalid license setting");
    }
    Instant publishAt = publishAt(status, privacy);
    boolean past = publishAt != null && !publishAt.isAfter(now);
    return new YoutubeSandboxMetadata(
        parts.contains("snippet") ? title(snippet) : "unknown",
        description(snippet),
        tags(snippet),
        category(snippet),
        past ? "public" : privacy,
        past ? null : publishAt,
        license,
        Boolean.TRUE.equals(status.getValue("selfDeclaredMadeForKids")));
  }

  /** The same, with the parts that a change did not name taken from before. */
  YoutubeSandboxMetadata keeping(YoutubeSandboxMetadata before, Set<String> parts) {
    boolean snippet = parts.contains("snippet");
    boolean status = parts.contains("status");
    return new YoutubeSandboxMetadata(
        snippet ? title : before.title,
        snippet ? description : before.description,
        snippet ? tags : before.tags,
        snippet ? categoryId : before.categoryId,
        status ? privacy : before.privacy,
        status ? publishAt : before.publishAt,
        status ? license : before.license,
        status ? madeForKids : before.madeForKids);
  }

  String privacyAt(Instant now) {
    return publishAt != null && !publishAt.isAfter(now) ? "public" : privacy;
  }

  boolean visibleAt(Instant now) {
    return !privacyAt(now).equals("private");
  }

  private static String title(JsonObject snippet) {
    String title = text(snippet, "title", "");
    if (title.isBlank()
        || title.codePointCount(0, title.length()) > 100
        || title.matches("(?s).*[<>].*")) {
      throw refused(
          400, "invalidTitle", "The request metadata specifies an invalid or empty video title.");
    }
    return title;
  }

  private static String description(JsonObject snippet) {
    String description = text(snippet, "description", "");
    if (description.getBytes(StandardCharsets.UTF_8).length > 5_000
        || description.matches("(?s).*[<>].*")) {
      throw refused(
          400,
          "invalidDescription",
          "The request metadata specifies an invalid video description.");
    }
    return description;
  }

  private static List<String> tags(JsonObject snippet) {
    Object given = snippet.getValue("tags");
    if (given == null) {
      return List.of();
    }
    List<String> tags =
        given instanceof JsonArray array
            ? array.stream().map(String::valueOf).toList()
            : List.of(given.toString());
    int length = Math.max(0, tags.size() - 1);
    for (String tag : tags) {
      length += tag.length() + (tag.contains(" ") ? 2 : 0);
    }
    if (length > 500 || tags.stream().anyMatch(tag -> tag.matches(".*[<>].*"))) {
      throw refused(400, "invalidTags", "The request metadata specifies invalid video keywords.");
    }
    return tags;
  }

  private static String category(JsonObject snippet) {
    String category = text(snippet, "categoryId", "22");
    if (!CATEGORIES.contains(category)) {
      throw refused(
          400,
          "invalidCategoryId",
          "The snippet.categoryId property specifies an invalid category ID.");
    }
    return category;
  }

  private static @Nullable Instant publishAt(JsonObject status, String privacy) {
    String text = text(status, "publishAt", "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      if (privacy.equals("private")) {
        return at;
      }
    } catch (DateTimeParseException e) {
      // answered below
    }
    throw refused(
        400,
        "invalidPublishAt",
        "The request metadata specifies an invalid scheduled publishing time.");
  }

  private static JsonObject part(JsonObject body, String name) {
    return body.getValue(name) instanceof JsonObject part ? part : new JsonObject();
  }

  private static String text(JsonObject part, String name, String absent) {
    Object value = part.getValue(name);
    return value == null ? absent : value.toString();
  }

  private static RuntimeException refused(int status, String reason, String message) {
    return YoutubeSandboxDialect.refused(status, "youtube.video", reason, message);
  }
}
