package io.snshub.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What one process tells the others: these keys have changed; or, without a shelf, there is a new
 * epoch.
 */
record Message(long number, String sender, String shelf, List<String> names) {
  /** Writes all but the number, which Redis puts in front. */
  static byte[] write(String sender, String shelf, List<String> names) {
    String text = sender + "\n" + shelf + "\n" + String.join("\n", names);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Message read(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
    if (lines.length < 4) {
      throw new IllegalArgumentException("no message of a cache");
    }
    return new Message(
        Long.parseLong(lines[0]),
        lines[1],
        lines[2],
        Arrays.asList(lines).subList(3, lines.length));
  }

  boolean isEpoch() {
    return shelf.isEmpty();
  }
}
