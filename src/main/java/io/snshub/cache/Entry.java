package io.snshub.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A document as it stands in Redis: the letter D, the epoch in 16 digits, the version in 20
 * characters, the bytes.
 */
final class Entry {
  private static final int EPOCH_AT = 1;
  private static final int VERSION_AT = 17;
  private static final int BYTES_AT = 37;

  private Entry() {}

  static String digits(long epoch) {
    return "%016d".formatted(epoch);
  }

  static byte[] write(long epoch, Document document) {
    byte[] head =
        ("D" + digits(epoch) + "%020d".formatted(document.version()))
            .getBytes(StandardCharsets.US_ASCII);
    byte[] entry = Arrays.copyOf(head, BYTES_AT + document.bytes().length);
    System.arraycopy(document.bytes(), 0, entry, BYTES_AT, document.bytes().length);
    return entry;
  }

  /** Reads an entry of this epoch; null when it is anything else. Only what rests is in Redis. */
  static @Nullable Document read(long epoch, byte[] entry) {
    if (entry.length < BYTES_AT || entry[0] != 'D') {
      return null;
    }
    String head = new String(entry, 0, BYTES_AT, StandardCharsets.US_ASCII);
    if (!head.startsWith(digits(epoch), EPOCH_AT)) {
      return null;
    }
    return Document.resting(
        Arrays.copyOfRange(entry, BYTES_AT, entry.length),
        Long.parseLong(head.substring(VERSION_AT)));
  }
}
