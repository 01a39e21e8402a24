package io.snshub.sandbox;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A film in an MP4 or QuickTime file: head, index, pictures. What {@link #start} returns plus zeros
 * up to the wanted size is the file. When the wanted size is too small for all pictures, the file
 * tells the same of itself and has one broken picture only.
 */
final class Video {
  private static final int TICKS = 30_000;
  private static final int PICTURE = 1_000;
  private static final int HEAD_OF_DATA = 16;
  private static final int[] STRAIGHT = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

  private final String brand;
  private final int width;
  private final int height;
  private final long ticks;
  private final H264 film;

  /**
   * Describes a film.
   *
   * @param brand {@code isom} or {@code qt }
   * @param millis how long it is
   */
  Video(String brand, int width, int height, long millis) {
    this.brand = brand;
    this.width = width;
    this.height = height;
    this.ticks = millis * (TICKS / 1000);
    this.film = new H264(width, height);
  }

  /** Returns the file up to where only zeros follow. */
  Buffer start(long size) {
    int pictures = (int) Math.max(1, ticks / PICTURE);
    int first = film.whole().length + 4;
    int later = film.same(1).length + 4;
    Buffer full = head(size, pictures, first, later);
    if (full.length() + first + (long) (pictures - 1) * later <= size) {
      append(full, film.whole());
      for (int i = 1; i < pictures; i++) {
        append(full, film.same(i));
      }
      return full;
    }
    int indexed = head(size, 1, 0, 0).length();
    return head(size, 1, (int) Math.max(0, size - indexed), 0);
  }

  /** Returns the least size that a file about this film can have. */
  int least() {
    return head(0, 1, 0, 0).length();
  }

  /** Returns the size of the file with all pictures. */
  long whole() {
    int pictures = (int) Math.max(1, ticks / PICTURE);
    int first = film.whole().length + 4;
    int later = film.same(1).length + 4;
    return head(0, pictures, first, later).length() + first + (long) (pictures - 1) * later;
  }

  private static void append(Buffer file, byte[] unit) {
    file.appendInt(unit.length).appendBytes(unit);
  }

  private Buffer head(long size, int pictures, int first, int later) {
    Buffer type = box("ftyp", text(brand), ints(512), text(brand), text("avc1"));
    // the index holds where the pictures begin, which depends on its own length only
    int index = index(0, pictures, first, later).length();
    int data = type.length() + index;
    return Buffer.buffer()
        .appendBuffer(type)
        .appendBuffer(index(data + HEAD_OF_DATA, pictures, first, later))
        .appendInt(1)
        .appendString("mdat")
        .appendLong(Math.max(HEAD_OF_DATA, size - data));
  }

  private Buffer index(int offset, int pictures, int first, int later) {
    int length = (int) Math.min(Integer.MAX_VALUE, ticks);
    return box(
        "moov",
        box(
            "mvhd",
            ints(0, 0, 0, TICKS, length, 0x10000),
            shorts(0x100, 0),
            ints(0, 0),
            ints(STRAIGHT),
            ints(0, 0, 0, 0, 0, 0, 2)),
        box(
            "trak",
            box(
                "tkhd",
                ints(3, 0, 0, 1, 0, length, 0, 0),
                shorts(0, 0, 0, 0),
                ints(STRAIGHT),
                ints(width << 16, height << 16)),
            box(
                "mdia",
                box("mdhd", ints(0, 0, 0, TICKS, length), shorts(0x55c4, 0)),
                box(
                    "hdlr",
                    ints(0),
                    text(brand.startsWith("qt") ? "mhlr" : "\0\0\0\0"),
                    text("vide"),
                    ints(0, 0, 0),
                    text("video\0")),
                box(
                    "minf",
                    box("vmhd", ints(1), shorts(0, 0, 0, 0)),
                    box("dinf", box("dref", ints(0, 1), box("url ", ints(1)))),
                    samples(offset, pictures, first, later)))));
  }

  private Buffer samples(int offset, int pictures, int first, int later) {
    int last = (int) (ticks - (long) (pictures - 1) * PICTURE);
    Buffer times = pictures == 1 ? ints(0, 1, 1, last) : ints(0, 2, pictures - 1, PICTURE, 1, last);
    int[] sizes = new int[pictures];
    Arrays.fill(sizes, later);
    sizes[0] = first;
    return box(
        "stbl",
        box("stsd", ints(0, 1), codec()),
        box("stts", times),
        box("stss", ints(0, 1, 1)),
        box("stsc", ints(0, 1, 1, pictures, 1)),
        box("stsz", ints(0, 0, pictures), ints(sizes)),
        box("stco", ints(0, 1, offset)));
  }

  private Buffer codec() {
    byte[] sequence = film.sequenceSet();
    byte[] picture = film.pictureSet();
    Buffer settings =
        Buffer.buffer(
                new byte[] {1, 66, (byte) 0xc0, (byte) film.level(), (byte) 0xff, (byte) 0xe1})
            .appendShort((short) sequence.length)
            .appendBytes(sequence)
            .appendByte((byte) 1)
            .appendShort((short) picture.length)
            .appendBytes(picture);
    return box(
        "avc1",
        shorts(0, 0, 0, 1),
        ints(0, 0, 0, 0),
        shorts(width, height),
        ints(72 << 16, 72 << 16, 0),
        shorts(1),
        Buffer.buffer(new byte[32]),
        shorts(24, -1),
        box("avcC", settings));
  }

  private static Buffer box(String name, Buffer... parts) {
    Buffer inside = Buffer.buffer();
    for (Buffer part : parts) {
      inside.appendBuffer(part);
    }
    return Buffer.buffer().appendInt(inside.length() + 8).appendString(name).appendBuffer(inside);
  }

  private static Buffer ints(int... values) {
    Buffer buffer = Buffer.buffer(values.length * 4);
    for (int value : values) {
      buffer.appendInt(value);
    }
    return buffer;
  }

  private static Buffer shorts(int... values) {
    Buffer buffer = Buffer.buffer(values.length * 2);
    for (int value : values) {
      buffer.appendShort((short) value);
    }
    return buffer;
  }

  private static Buffer text(String text) {
    return Buffer.buffer(text.getBytes(StandardCharsets.US_ASCII));
  }
}
