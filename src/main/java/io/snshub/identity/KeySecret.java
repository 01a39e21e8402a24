package io.snshub.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An API key in clear text: {@code snsk_<8 hex>_<43 characters>}, of which the first part may be
 * shown again. It exists while it is made and shown, never at rest.
 */
record KeySecret(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static KeySecret generate() {
    byte[] label = new byte[4];
    byte[] secret = new byte[32];
    RANDOM.nextBytes(label);
    RANDOM.nextBytes(secret);
    return new KeySecret(
        "snsk_"
            + HexFormat.of().formatHex(label)
            + "_"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Returns the part that may be shown; nothing of a key that the operator made up. */
  String prefix() {
    return text.matches("snsk_[0-9a-f]{8}_.{20,}") ? text.substring(0, 13) : "bootstrap";
  }

  String hash() {
    return hash(text);
  }

  static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "KeySecret[" + prefix() + "]";
  }
}
