package io.snshub.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A WebP picture of one colour. Its lossless form says every colour channel once for all pixels, so
 * that the file has the same few bytes at any size.
 */
final class WebpPicture {
  private static final int[] GREEN_RED_BLUE_ALPHA = {78, 29, 216, 255};

  private WebpPicture() {}

  static byte[] of(int width, int height) {
    byte[] image = lossless(width, height);
    int padded = image.length + (image.length & 1);
    return ByteBuffer.allocate(20 + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(12 + padded)
        .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
        .putInt(image.length)
        .put(image)
        .array();
  }

  private static byte[] lossless(int width, int height) {
    LowestFirst bits = new LowestFirst();
    bits.put(0x2f, 8).put(width - 1, 14).put(height - 1, 14);
    // no alpha in use, version 0; no transform, no colour cache, one group of codes
    bits.put(0, 1).put(0, 3).put(0, 1).put(0, 1).put(0, 1);
    for (int channel : GREEN_RED_BLUE_ALPHA) {
      // a code of one symbol of eight bits: a pixel then takes none
      bits.put(1, 1).put(0, 1).put(1, 1).put(channel, 8);
    }
    // distances are not used: the symbol 0, in one bit
    bits.put(1, 1).put(0, 1).put(0, 1).put(0, 1);
    return bits.bytes();
  }

  /** Bits in the order of WebP. */
  private static final class LowestFirst {
    private final byte[] bytes = new byte[16];
    private int used;

    LowestFirst put(int value, int count) {
      for (int i = 0; i < count; i++, used++) {
        bytes[used / 8] |= (byte) ((value >> i & 1) << used % 8);
      }
      return this;
    }

    byte[] bytes() {
      return java.util.Arrays.copyOf(bytes, (used + 7) / 8);
    }
  }
}
