package io.snshub.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A token or a client's secret on its way between a platform and the vault. It shows itself to
 * nobody who doesn't ask for it: not in a log line, not in a message, and no JSON writer finds
 * anything to write.
 */
public final class Secret {
  private final String text;

  /** Wraps a token. */
  public Secret(String text) {
    this.text = text;
  }

  /** Wraps a token that may not be there. */
  public static @Nullable Secret of(@Nullable String text) {
    return text == null ? null : new Secret(text);
  }

  /** Returns the token itself. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }

  /** Takes the same time whether much or little is alike. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
