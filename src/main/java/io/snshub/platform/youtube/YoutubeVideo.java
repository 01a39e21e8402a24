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
  record Snippet(String title, String description, List<String> tags, String categoryId) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Status(String privacyStatus, @Nullable Boolean selfDeclaredMadeForKids) {}

  static YoutubeVideo of(Content content) {
    Object kids = content.options().get("made_for_kids");
    return new YoutubeVideo(
        new Snippet(
            title(content), content.text(), tags(content), option(content, "category_id", "22")),
        // always sent: what YouTube does without it has changed more than once
        new Status(
            option(content, "privacy", "public"), kids instanceof Boolean made ? made : null));
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

  private static String option(Content content, String name, String otherwise) {
    Object value = content.options().get(name);
    return value == null ? otherwise : value.toString();
  }
}
