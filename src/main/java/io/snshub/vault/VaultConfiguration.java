package io.snshub.vault;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
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
   * Where the key comes from.
   *
   * @param dataDir holds the generated key
   * @param encryptionKey 32 bytes in base64; empty to generate one (not in a cluster)
   */
  @ConfigurationProperties("hub")
  record VaultSettings(@DefaultValue("./data") Path dataDir, @Nullable String encryptionKey) {
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
    String given = settings.encryptionKey();
    if (given != null && !given.isBlank()) {
      return new Vault(decode(given, "HUB_ENCRYPTION_KEY"));
    }
    if (cluster) {
      throw new IllegalStateException(
          "HUB_ENCRYPTION_KEY is required in a cluster: 32 bytes in base64");
    }
    SecretFile file = new SecretFile(settings.dataDir(), "encryption-key");
    return new Vault(
        decode(file.readOrMake(VaultConfiguration::generate).text(), file.path().toString()));
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
