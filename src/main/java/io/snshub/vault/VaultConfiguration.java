package io.snshub.vault;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VaultConfiguration.VaultSettings.class)
class VaultConfiguration {

  /**
   * Where the keys come from.
   *
   * @param dataDir holds the generated key
   * @param encryptionKey 32 bytes in base64; empty to generate one (not in a cluster)
   * @param oldEncryptionKeys keys that no longer seal but still open, likewise
   */
  @ConfigurationProperties("hub")
  record VaultSettings(
      @DefaultValue("./data") Path dataDir,
      @Nullable String encryptionKey,
      @DefaultValue List<String> oldEncryptionKeys) {
    /** Keeps the key out of logs and messages. */
    @Override
    public String toString() {
      return "VaultSettings[" + dataDir + "]";
    }
  }

  @Bean
  Vault vault(VaultSettings settings, Environment environment) {
    return open(settings, environment.acceptsProfiles(Profiles.of("cluster")));
  }

  static Vault open(VaultSettings settings, boolean cluster) {
    List<byte[]> keys = new ArrayList<>();
    keys.add(current(settings, cluster));
    for (String old : settings.oldEncryptionKeys()) {
      if (!old.isBlank()) {
        keys.add(decode(old, "HUB_OLD_ENCRYPTION_KEYS"));
      }
    }
    return new Vault(keys);
  }

  private static byte[] current(VaultSettings settings, boolean cluster) {
    String given = settings.encryptionKey();
    if (given != null && !given.isBlank()) {
      return decode(given, "HUB_ENCRYPTION_KEY");
    }
    if (cluster) {
      throw new IllegalStateException(
          "HUB_ENCRYPTION_KEY is required in a cluster: 32 bytes in base64");
    }
    SecretFile file = new SecretFile(settings.dataDir(), "encryption-key");
    return decode(file.readOrMake(VaultConfiguration::generate).text(), file.path().toString());
  }

  private static String generate() {
    byte[] key = new byte[Vault.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private static byte[] decode(String text, String source) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(source + " is not base64", null);
    }
    if (key.length != Vault.KEY_BYTES) {
      throw new IllegalStateException(
          source + " must hold 32 bytes in base64, it holds " + key.length);
    }
    return key;
  }
}
