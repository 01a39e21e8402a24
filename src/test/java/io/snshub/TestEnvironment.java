package io.snshub;

import io.snshub.sandbox.PlatformSandbox;
import io.snshub.sandbox.Sandbox;
import io.snshub.sandbox.SandboxSettings;
import io.snshub.store.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * What a hub under test is told: where the sandbox is, which database, where its files go. It comes
 * before the hub works out its own defaults, because those follow from it.
 */
final class TestEnvironment implements EnvironmentPostProcessor, Ordered {
  static final String PROFILE = "test";
  static final String KEY = "snsk-test-bootstrap-key-of-the-suite";

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication app) {
    if (!environment.acceptsProfiles(Profiles.of(PROFILE))) {
      return;
    }
    Map<String, Object> settings = new HashMap<>();
    settings.put("hub.data-dir", TestDatabase.temporary().toString());
    settings.put("HUB_BOOTSTRAP_KEY", KEY);
    settings.put("HUB_SANDBOX_URL", sandboxUrl());
    // one world for all tests: what one of them breaks must not close it to the next
    settings.put("hub.platform.breaker.window", "10000");
    settings.put("hub.platform.breaker.minimum-calls", "10000");
    settings.put("HUB_DATABASE_URL", "");
    if (database() == Dialect.POSTGRESQL) {
      settings.put("HUB_DATABASE_URL", TestDatabase.postgresUrl());
      settings.put("HUB_DATABASE_USERNAME", "postgres");
    }
    environment.getPropertySources().addFirst(new MapPropertySource("hubTest", settings));
  }

  /** After the files, where the profile's own settings are; before the hub's defaults. */
  @Override
  public int getOrder() {
    return 0;
  }

  static Dialect database() {
    return Dialect.valueOf(System.getProperty("hub.test.database", "h2").toUpperCase(Locale.ROOT));
  }

  static String sandboxUrl() {
    return World.SANDBOX.baseUrl();
  }

  /** The fake world of the suite, on a free port. */
  private static final class World {
    static final Sandbox SANDBOX = new Sandbox(settings(), platforms(), Clock.systemUTC()).start();

    /** With {@code -Dhub.sandbox.journal} the suite leaves behind what it sent. */
    private static SandboxSettings settings() {
      String journal = System.getProperty("hub.sandbox.journal");
      return SandboxSettings.onFreePort().journal(journal == null ? null : Path.of(journal));
    }

    private static List<PlatformSandbox> platforms() {
      ClassPathScanningCandidateComponentProvider scanner =
          new ClassPathScanningCandidateComponentProvider(false);
      scanner.addIncludeFilter(new AssignableTypeFilter(PlatformSandbox.class));
      return scanner.findCandidateComponents("io.snshub").stream()
          .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
          .map(type -> (PlatformSandbox) BeanUtils.instantiateClass(type))
          .toList();
    }
  }
}
