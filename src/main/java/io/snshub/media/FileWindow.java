package io.snshub.media;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file read here and there through one small buffer: what it costs depends on what is asked for,
 * never on what the file says about itself. A number of steps bounds the time.
 */
final class FileWindow implements Closeable {
  private static final int SIZE = 16 * 1024;
  private static final int MOST_STEPS = 200_000;

  private final FileChannel channel;
  private final long length;
  private final ByteBuffer window = ByteBuffer.allocate(SIZE).limit(0);
  private long start;
  private int steps;

  FileWindow(Path file) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.length = channel.size();
  }

  long length() {
    return length;
  }

  /** Counts one segment, chunk or box; a file made of nothing but tiny ones ends here. */
  void step() throws DamagedMediaException {
    if (++steps > MOST_STEPS) {
      throw new DamagedMediaException("is made of too many parts");
    }
  }

  int u8(long at) throws IOException {
    if (at < start || at >= start + window.limit()) {
      move(at);
    }
    return window.get((int) (at - start)) & 0xff;
  }

  int u16(long at) throws IOException {
    return u8(at) << 8 | u8(at + 1);
  }

  int u24(long at) throws IOException {
    return u16(at) << 8 | u8(at + 2);
  }

  long u32(long at) throws IOException {
    return (long) u16(at) << 16 | u16(at + 2);
  }

  long s64(long at) throws IOException {
    return u32(at) << 32 | u32(at + 4);
  }

  int u16le(long at) throws IOException {
    return u8(at + 1) << 8 | u8(at);
  }

  int u24le(long at) throws IOException {
    return u8(at + 2) << 16 | u16le(at);
  }

  long u32le(long at) throws IOException {
    return (long) u16le(at + 2) << 16 | u16le(at);
  }

  /** Reads letters, as many as there are up to the number asked for. */
  String text(long at, int most) throws IOException {
    byte[] bytes = new byte[(int) Math.max(0, Math.min(most, length - at))];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) u8(at + i);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void move(long at) throws IOException {
    if (at < 0 || at >= length) {
      throw DamagedMediaException.cutOff();
    }
    window.clear();
    start = at;
    while (window.hasRemaining() && channel.read(window, at + window.position()) > 0) {
      // a read may bring less than asked for
    }
    window.flip();
    if (window.limit() == 0) {
      throw DamagedMediaException.cutOff();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
