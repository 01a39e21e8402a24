package io.snshub;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;

/** What the profile {@code cluster} can't do without. */
final class ClusterSettings {
  private ClusterSettings() {}

  /**
   * Looks for it before anything is opened.
   *
   * @throws IllegalStateException with everything that is missing
   */
  static void check(Environment environment) {
    List<String> missing = new ArrayList<>();
    String url =
        environment.getProperty(
            "HUB_DATABASE_URL", environment.getProperty("spring.datasource.url", ""));
    if (!url.startsWith("jdbc:postgresql:")) {
      missing.add("HUB_DATABASE_URL (jdbc:postgresql://host:5432/name)");
    }
    if (environment.getProperty("hub.kafka.brokers", "").isBlank()) {
      missing.add("HUB_KAFKA_BROKERS (host:port)");
    }
    if (environment.getProperty("hub.encryption-key", "").isBlank()) {
      missing.add("HUB_ENCRYPTION_KEY (32 bytes in base64)");
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("The profile cluster needs " + String.join(", ", missing));
    }
  }
}
