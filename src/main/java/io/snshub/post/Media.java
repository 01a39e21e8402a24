package io.snshub.post;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One picture or video of a post.
 *
 * @param url where it can be fetched (http or https)
 * @param kind picture, video or unknown
 */
public record Media(String url, Kind kind) {

  /** What kind of medium it is. */
  public enum Kind {
    IMAGE,
    VIDEO,
    UNKNOWN
  }

  /** Tells the kind by the ending of the URL's path; {@link Kind#UNKNOWN} when it says nothing. */
  public static Media of(String url) {
    return new Media(url, kindOf(pathOf(url)));
  }

  private static Kind kindOf(@Nullable String path) {
    if (path == null) {
      return Kind.UNKNOWN;
    }
    String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "jpg", "jpeg", "png", "gif", "webp" -> Kind.IMAGE;
      case "mp4", "mov", "webm", "m4v" -> Kind.VIDEO;
      default -> Kind.UNKNOWN;
    };
  }

  private static @Nullable String pathOf(String url) {
    try {
      return URI.create(url).getPath();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
