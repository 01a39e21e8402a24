package io.snshub.platform;

import io.snshub.post.MediaFacts;
import java.nio.file.Path;

/**
 * A medium on this machine. The file may be swept away a day after its last use; a fragment fetches
 * it again at each step instead of remembering the path.
 *
 * @param path the file
 * @param facts what it is, read from its bytes
 */
public record FetchedMedia(Path path, MediaFacts facts) {
  /** A medium of which only its length and type are known. */
  public FetchedMedia(Path path, long bytes, String contentType) {
    this(path, new MediaFacts(contentType, bytes, null, null, null));
  }

  /** Returns its length. */
  public long bytes() {
    return facts.bytes();
  }

  /** Returns what it is ({@code video/mp4}). */
  public String contentType() {
    return facts.contentType();
  }
}
