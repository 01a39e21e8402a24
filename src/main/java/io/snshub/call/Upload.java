package io.snshub.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One part of a multipart request. Its bytes live until the request ends.
 *
 * @param name the form field's name
 * @param filename what the client calls the file, or null for a plain field; never a path to use
 * @param contentType what the client says it is, or null; not to be believed
 * @param size its size in bytes
 * @param content opens its bytes, as often as needed
 */
public record Upload(
    String name,
    @Nullable String filename,
    @Nullable String contentType,
    long size,
    Content content) {

  /** Opens the bytes of a part. */
  @FunctionalInterface
  public interface Content {
    /**
     * Returns a new stream, to be closed by the caller.
     *
     * @throws IOException when the part can't be read
     */
    InputStream open() throws IOException;

    /**
     * Puts the bytes into a file that must not exist yet; they may be gone from here then.
     *
     * @throws IOException when they can't be written
     */
    default void moveTo(Path file) throws IOException {
      try (InputStream bytes = open()) {
        Files.copy(bytes, file);
      }
    }
  }
}
