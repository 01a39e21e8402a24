package io.snshub.platform.youtube;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What the beginning of an MP4 or QuickTime file tells about it.
 *
 * @param millis how long it plays
 * @param width in pixels
 * @param height in pixels
 */
record YoutubeSandboxMovie(long millis, int width, int height) {
  private static final int HEAD = 8;

  /** Reads the first bytes of a file; null when they don't say. */
  static @Nullable YoutubeSandboxMovie of(Buffer head) {
    Reader reader = new Reader(head);
    reader.boxes(0, head.length());
    return reader.millis > 0 && reader.width > 0
        ? new YoutubeSandboxMovie(reader.millis, reader.width, reader.height)
        : null;
  }

  private static final class Reader {
    private final Buffer bytes;
    private long millis;
    private int width;
    private int height;

    Reader(Buffer bytes) {
      this.bytes = bytes;
    }

    void boxes(int from, int to) {
      int at = from;
      while (at + HEAD <= to) {
        long size = bytes.getUnsignedInt(at);
        int end = (int) Math.min(to, at + size);
        if (size < HEAD) {
          return;
        }
        box(bytes.getString(at + 4, at + HEAD, "ISO-8859-1"), at + HEAD, end);
        at = end;
      }
    }

    private void box(String type, int from, int end) {
      switch (type) {
        case "moov", "trak" -> boxes(from, end);
        case "mvhd" -> movie(from, end);
        case "tkhd" -> track(end);
        default -> {
          // says nothing about length or picture
        }
      }
    }

    private void movie(int from, int end) {
      boolean wide = from < end && bytes.getByte(from) == 1;
      int scale = from + (wide ? 20 : 12);
      if (scale + (wide ? 12 : 8) > end || bytes.getUnsignedInt(scale) == 0) {
        return;
      }
      long units = wide ? bytes.getLong(scale + 4) : bytes.getUnsignedInt(scale + 4);
      millis = units * 1_000 / bytes.getUnsignedInt(scale);
    }

    /** The picture's size ends the box, each side with 16 bits behind the point; sound has none. */
    private void track(int end) {
      if (end - HEAD >= 0 && bytes.getUnsignedInt(end - 8) > 0) {
        width = (int) (bytes.getUnsignedInt(end - 8) >> 16);
        height = (int) (bytes.getUnsignedInt(end - 4) >> 16);
      }
    }
  }
}
