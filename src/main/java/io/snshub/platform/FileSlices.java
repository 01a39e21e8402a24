package io.snshub.platform;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a piece of a large file, never the whole. */
public final class FileSlices {
  private FileSlices() {}

  /**
   * Returns {@code length} bytes from {@code offset} on.
   *
   * @throws UncheckedIOException when the file is gone or shorter
   */
  public static byte[] read(Path file, long offset, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, offset + bytes.position()) < 0) {
          throw new EOFException(file.getFileName() + " ends before " + (offset + length));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.array();
  }
}
