package io.snshub.sandbox;

import java.io.ByteArrayOutputStream;

/** Writes bits in the order in which a video's headers have them: the highest first. */
final class BitWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int current;
  private int filled;

  BitWriter bits(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      current = current << 1 | value >> i & 1;
      if (++filled == 8) {
        bytes.write(current);
        current = 0;
        filled = 0;
      }
    }
    return this;
  }

  /** An unsigned number as Exp-Golomb code. */
  BitWriter golomb(int value) {
    int length = 32 - Integer.numberOfLeadingZeros(value + 1);
    return bits(0, length - 1).bits(value + 1, length);
  }

  /** Ends with a one and fills up with zeros. */
  byte[] end() {
    bits(1, 1);
    if (filled > 0) {
      bits(0, 8 - filled);
    }
    return bytes.toByteArray();
  }
}
