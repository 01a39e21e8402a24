package io.snshub.post;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a picture or video is, read from its bytes.
 *
 * @param contentType its type ({@code image/jpeg})
 * @param bytes its length
 * @param width in pixels as it is shown, or null when it can't be told
 * @param height in pixels as it is shown, or null when it can't be told
 * @param duration how long a video plays, or null when it can't be told
 */
public record MediaFacts(
    String contentType,
    long bytes,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Duration duration) {

  /** Returns what kind of medium it is. */
  public Media.Kind kind() {
    return contentType.startsWith("image/")
        ? Media.Kind.IMAGE
        : contentType.startsWith("video/") ? Media.Kind.VIDEO : Media.Kind.UNKNOWN;
  }
}
