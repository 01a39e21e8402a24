package io.snshub.hostile;

import java.nio.charset.StandardCharsets;

/**
 * One hostile request, as it goes over the wire.
 *
 * @param name which operation, and what is wrong with it
 * @param bytes the whole request
 */
record Malformed(String name, byte[] bytes) {

  Malformed(String name, String text) {
    this(name, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  boolean says(String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }

  boolean head() {
    return says("HEAD /");
  }
}
