package io.snshub.sandbox;

import java.io.ByteArrayOutputStream;

/**
 * A grey film in H.264 (constrained baseline): one whole picture, then pictures that say "the same
 * again" in a few bytes. Any player shows it.
 */
final class H264 {
  private static final int BLOCK = 16;
  private static final int COUNTER = 16;

  private final int width;
  private final int height;
  private final int across;
  private final int down;

  H264(int width, int height) {
    this.width = width;
    this.height = height;
    this.across = (width + BLOCK - 1) / BLOCK;
    this.down = (height + BLOCK - 1) / BLOCK;
  }

  int level() {
    int blocks = across * down;
    return blocks <= 3_600 ? 31 : blocks <= 8_192 ? 40 : blocks <= 36_864 ? 51 : 62;
  }

  byte[] sequenceSet() {
    BitWriter bits =
        new BitWriter()
            .bits(66, 8)
            .bits(0xc0, 8)
            .bits(level(), 8)
            .golomb(0)
            .golomb(0)
            // pictures are shown in the order in which they stand
            .golomb(2)
            .golomb(1)
            .bits(0, 1)
            .golomb(across - 1)
            .golomb(down - 1)
            .bits(0b11, 2);
    int right = (across * BLOCK - width) / 2;
    int below = (down * BLOCK - height) / 2;
    if (right + below > 0) {
      bits.bits(1, 1).golomb(0).golomb(right).golomb(0).golomb(below);
    } else {
      bits.bits(0, 1);
    }
    return unit(0x67, bits.bits(0, 1).end());
  }

  byte[] pictureSet() {
    BitWriter bits = new BitWriter().golomb(0).golomb(0).bits(0, 2).golomb(0).golomb(0).golomb(0);
    bits.bits(0, 3).golomb(0).golomb(0).golomb(0).bits(0b100, 3);
    return unit(0x68, bits.end());
  }

  /** The first picture: every block is predicted grey and nothing is added to it. */
  byte[] whole() {
    BitWriter bits = new BitWriter().golomb(0).golomb(7).golomb(0).bits(0, 4).golomb(0).bits(0, 2);
    bits.golomb(0).golomb(1);
    for (int i = 0; i < across * down; i++) {
      bits.golomb(3).golomb(0).golomb(0).bits(1, 1);
    }
    return unit(0x65, bits.end());
  }

  /**
   * A picture like the one before it.
   *
   * @param number how many pictures stand before it
   */
  byte[] same(int number) {
    BitWriter bits = new BitWriter().golomb(0).golomb(5).golomb(0).bits(number % COUNTER, 4);
    bits.bits(0, 3).golomb(0).golomb(1).golomb(across * down);
    return unit(0x41, bits.end());
  }

  /** Adds the unit's head, and a byte wherever the data would look like the start of a unit. */
  private static byte[] unit(int head, byte[] data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(data.length + 1);
    bytes.write(head);
    int zeros = 0;
    for (byte one : data) {
      if (zeros == 2 && (one & 0xff) <= 3) {
        bytes.write(3);
        zeros = 0;
      }
      zeros = one == 0 ? zeros + 1 : 0;
      bytes.write(one);
    }
    return bytes.toByteArray();
  }
}
