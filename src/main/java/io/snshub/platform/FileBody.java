package io.snshub.platform;

import java.nio.file.Path;

/**
 * A request's body that is streamed from a file, so that a thousand uploads need no more memory
 * than a thousand small buffers.
 *
 * @param path the file
 * @param offset where the piece begins
 * @param length its length, at least 1
 * @param before bytes to send before it (the frame of a multipart body)
 * @param after bytes to send after it
 */
public record FileBody(Path path, long offset, long length, byte[] before, byte[] after) {
  /** A piece of a file without a frame. */
  public FileBody(Path path, long offset, long length) {
    this(path, offset, length, new byte[0], new byte[0]);
  }

  /** Returns the number of bytes in all. */
  public long total() {
    return before.length + length + after.length;
  }
}
