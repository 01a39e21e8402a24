package io.snshub.post;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One picture or video of a post.
 *
 * @param url where it can be fetched (http or https); of an uploaded one the hub's own public
 *     address
 * @param kind picture, video or unknown
 * @param id the uploaded medium's id, or null for one that is known by its URL alone
 * @param alt what it shows, for those who can't see it, or null
 * @param facts what it is, when that is known already
 */
public record Media(
    String url, Kind kind, @Nullable Long id, @Nullable String alt, @Nullable MediaFacts facts) {

  /** A medium that is known by its URL alone. */
  public Media(String url, Kind kind) {
    this(url, kind, null, null, null);
  }

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

  /** Returns the same medium with an alternative text. */
  public Media withAlt(@Nullable String newAlt) {
    return new Media(url, kind, id, newAlt, facts);
  }

  /** Returns the same medium with what is known of it. */
  public Media withFacts(MediaFacts newFacts) {
    return new Media(url, kind, id, alt, newFacts);
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
