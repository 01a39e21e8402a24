package io.snshub.platform.youtube;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snshub.post.Content;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The video resource as it is sent.
 *
 * @param snippet what viewers read
 * @param status who may see it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record YoutubeVideo(Snippet snippet, Status status) {
  static final int TITLE = 100;

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Snippet(
      String title,
      String description,
      List<String> tags,
      String categoryId,
      @Nullable String defaultLanguage,
      @Nullable String defaultAudioLanguage) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Status(
      String privacyStatus,
      @Nullable String license,
      @Nullable Boolean embeddable,
      @Nullable Boolean publicStatsViewable,
      @Nullable Boolean selfDeclaredMadeForKids,
      @Nullable Boolean containsSyntheticMedia) {}

  static YoutubeVideo of(Content content) {
    return new YoutubeVideo(
        new Snippet(
            title(content),
            content.text(),
            tags(content),
            Objects.requireNonNullElse(option(content, "category_id"), "22"),
            option(content, "default_language"),
            option(content, "default_audio_language")),
        new Status(
            privacy(content),
            option(content, "license"),
            flag(content, "embeddable"),
            flag(content, "public_stats_viewable"),
            flag(content, "made_for_kids"),
            flag(content, "contains_synthetic_media")));
  }

  /** Always sent: what YouTube does without it has changed more than once. */
  private static String privacy(Content content) {
    String status = option(content, "privacy_status");
    return Objects.requireNonNullElse(
        status == null ? option(content, "privacy") : status, "public");
  }

  /** The title given, or the text's first line cut to size. */
  static String title(Content content) {
    if (content.title() != null) {
      return content.title();
    }
    String line =
        content
            .text()
            .lines()
            .map(YoutubeVideo::plain)
            .filter(one -> !one.isEmpty())
            .findFirst()
            .orElse("Video");
    return line.codePointCount(0, line.length()) <= TITLE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, TITLE)).strip();
  }

  static List<String> tags(Content content) {
    return content.options().get("tags") instanceof List<?> list
        ? list.stream().filter(Objects::nonNull).map(String::valueOf).toList()
        : List.of();
  }

  private static String plain(String line) {
    return line.replace("<", "").replace(">", "").strip();
  }

  private static @Nullable String option(Content content, String name) {
    Object value = content.options().get(name);
    return value == null ? null : value.toString();
  }

  private static @Nullable Boolean flag(Content content, String name) {
    return content.options().get(name) instanceof Boolean flag ? flag : null;
  }
}
