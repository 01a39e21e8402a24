package io.snshub;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The hub's own URL for its embedded database. */
public final class EmbeddedUrl {
  private EmbeddedUrl() {}

  /** Returns it for a data directory. */
  public static String in(Path data) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "bench", Map.of("hub.data-dir", data.toString(), "HUB_DATABASE_URL", "")));
    new ModeDefaults().postProcessEnvironment(environment, new SpringApplication());
    return environment.getRequiredProperty("spring.datasource.url");
  }
}
