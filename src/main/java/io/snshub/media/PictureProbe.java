package io.snshub.media;

import java.io.IOException;

/** Reads the size of PNG, GIF and WebP pictures, and whether they are whole. */
final class PictureProbe {
  private static final int PNG_HEADER = 13;

  private PictureProbe() {}

  static Probed.Look png(FileWindow file) throws IOException {
    if (file.u32(8) != PNG_HEADER || !file.text(12, 4).equals("IHDR")) {
      throw new DamagedMediaException("has no header");
    }
    int width = side(file.u32(16));
    int height = side(file.u32(20));
    boolean animated = false;
    // the declared size decides before the rest of the file does
    if ((long) width * height <= Integer.MAX_VALUE) {
      String chunk = "IHDR";
      for (long at = 8; !chunk.equals("IEND"); ) {
        file.step();
        chunk = file.text(at + 4, 4);
        animated |= chunk.equals("acTL");
        at += 12 + file.u32(at);
        if (at > file.length()) {
          throw DamagedMediaException.cutOff();
        }
      }
    }
    return Probed.Look.picture(width, height, animated);
  }

  private static int side(long pixels) throws DamagedMediaException {
    if (pixels < 1 || pixels > Integer.MAX_VALUE) {
      throw new DamagedMediaException("says that it has " + pixels + " pixels on a side");
    }
    return (int) pixels;
  }

  static Probed.Look gif(FileWindow file) throws IOException {
    int width = file.u16le(6);
    int height = file.u16le(8);
    if ((long) width * height > Integer.MAX_VALUE) {
      return Probed.Look.picture(width, height, false);
    }
    long at = 13 + palette(file.u8(10));
    int frames = 0;
    while (at < file.length() && frames < 2) {
      file.step();
      int block = file.u8(at);
      if (block == 0x3b) {
        break;
      } else if (block == 0x21) {
        at = skipBlocks(file, at + 2);
      } else if (block == 0x2c) {
        at = skipBlocks(file, at + 11 + palette(file.u8(at + 9)));
        frames++;
      } else {
        throw new DamagedMediaException("loses its way");
      }
    }
    if (frames == 0) {
      throw new DamagedMediaException("holds no picture");
    }
    return Probed.Look.picture(width, height, frames > 1);
  }

  private static int palette(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  private static long skipBlocks(FileWindow file, long from) throws IOException {
    long at = from;
    for (int size = file.u8(at); size > 0; size = file.u8(at)) {
      file.step();
      at += 1 + size;
    }
    return at + 1;
  }

  static Probed.Look webp(FileWindow file) throws IOException {
    if (file.u32le(4) + 8 > file.length()) {
      throw DamagedMediaException.cutOff();
    }
    String form = file.text(12, 4);
    return switch (form) {
      case "VP8X" ->
          Probed.Look.picture(file.u24le(24) + 1, file.u24le(27) + 1, (file.u8(20) & 0x02) != 0);
      case "VP8L" -> lossless(file);
      case "VP8 " -> lossy(file);
      default -> throw new DamagedMediaException("holds no picture");
    };
  }

  private static Probed.Look lossless(FileWindow file) throws IOException {
    if (file.u8(20) != 0x2f) {
      throw new DamagedMediaException("holds no picture");
    }
    long sides = file.u32le(21);
    return Probed.Look.picture((int) (sides & 0x3fff) + 1, (int) (sides >> 14 & 0x3fff) + 1, false);
  }

  private static Probed.Look lossy(FileWindow file) throws IOException {
    if (file.u24(23) != 0x9d012a) {
      throw new DamagedMediaException("doesn't begin with a whole picture");
    }
    return Probed.Look.picture(file.u16le(26) & 0x3fff, file.u16le(28) & 0x3fff, false);
  }
}
