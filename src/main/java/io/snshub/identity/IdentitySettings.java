package io.snshub.identity;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the identity room.
 *
 * @param dataDir holds the generated bootstrap key
 * @param bootstrapKey the first administrator's API key, at least 20 characters; empty to generate
 *     one into {@code bootstrap-key}
 */
@ConfigurationProperties("hub")
record IdentitySettings(@DefaultValue("./data") Path dataDir, @Nullable String bootstrapKey) {

  static final int SHORTEST_KEY = 20;

  IdentitySettings {
    if (bootstrapKey != null && bootstrapKey.isBlank()) {
      bootstrapKey = null;
    }
    if (bootstrapKey != null && bootstrapKey.length() < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "HUB_BOOTSTRAP_KEY has "
              + bootstrapKey.length()
              + " characters, it needs at least "
              + SHORTEST_KEY);
    }
    if (bootstrapKey != null && !bootstrapKey.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          "HUB_BOOTSTRAP_KEY may hold printable ASCII characters only, and no spaces");
    }
  }

  /** Keeps the key out of logs and messages. */
  @Override
  public String toString() {
    return "IdentitySettings[" + dataDir + "]";
  }
}
