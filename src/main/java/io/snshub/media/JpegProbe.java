package io.snshub.media;

import java.io.IOException;

/** Reads a JPEG's size and the side on which a camera has laid it, segment by segment. */
final class JpegProbe {
  private static final int START_OF_SCAN = 0xda;
  private static final int END = 0xd9;
  private static final int APP1 = 0xe1;
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final long LONGEST_SCAN = 64L * 1024 * 1024;

  private final FileWindow file;
  private int width;
  private int height;
  private int orientation = 1;

  private JpegProbe(FileWindow file) {
    this.file = file;
  }

  static Probed.Look look(FileWindow file) throws IOException {
    return new JpegProbe(file).read();
  }

  private Probed.Look read() throws IOException {
    long at = 2;
    int marker = 0;
    while (marker != START_OF_SCAN) {
      file.step();
      if (file.u8(at) != 0xff) {
        throw new DamagedMediaException("loses its way before the picture begins");
      }
      marker = file.u8(at + 1);
      if (marker == 0xff) {
        at++;
      } else if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd7) {
        at += 2;
      } else if (marker == END || marker == 0) {
        throw new DamagedMediaException("holds no picture");
      } else {
        int length = file.u16(at + 2);
        segment(marker, at + 4, length);
        at += 2L + Math.max(2, length);
      }
    }
    if (width == 0 || height == 0) {
      throw new DamagedMediaException("doesn't say how large it is");
    }
    requireEnd(at);
    Probed.Look look = Probed.Look.picture(width, height, false);
    return orientation >= 5 ? look.turned() : look;
  }

  private void segment(int marker, long at, int length) throws IOException {
    boolean frame =
        marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame && width == 0) {
      height = file.u16(at + 1);
      width = file.u16(at + 3);
    } else if (marker == APP1 && length > 20 && file.text(at, 6).equals("Exif\0\0")) {
      orientation(at + 6, at + length - 2);
    }
  }

  /** What is wrong in here is no reason to refuse a picture. */
  private void orientation(long tiff, long end) throws IOException {
    boolean little = file.text(tiff, 2).equals("II");
    long directory = tiff + (little ? file.u32le(tiff + 4) : file.u32(tiff + 4));
    if (directory + 2 > end) {
      return;
    }
    int entries = little ? file.u16le(directory) : file.u16(directory);
    for (long at = directory + 2; entries > 0 && at + 12 <= end; at += 12, entries--) {
      int tag = little ? file.u16le(at) : file.u16(at);
      int type = little ? file.u16le(at + 2) : file.u16(at + 2);
      if (tag == ORIENTATION && type == SHORT) {
        int value = little ? file.u16le(at + 8) : file.u16(at + 8);
        orientation = value >= 1 && value <= 8 ? value : 1;
        return;
      }
    }
  }

  /** Runs through the picture's data, for a file that was cut off has no end. */
  private void requireEnd(long from) throws IOException {
    long last = Math.min(file.length() - 1, from + LONGEST_SCAN);
    for (long at = from; at < last; at++) {
      if (file.u8(at) == 0xff && file.u8(at + 1) == END) {
        return;
      }
    }
    if (last == file.length() - 1) {
      throw DamagedMediaException.cutOff();
    }
  }
}
