package io.snshub.platform;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where each platform's calls go: to its live hosts, to the sandbox, or to the root that the
 * operator named for it ({@code HUB_PLATFORMS_<NAME>_BASE_URL}).
 */
@Component
public class PlatformHosts {
  private final PlatformCatalog catalog;
  private final Environment environment;
  private final boolean sandbox;
  private final String sandboxUrl;

  /** Settings don't change while the hub runs, and are asked for with each call. */
  private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();

  PlatformHosts(
      PlatformCatalog catalog,
      Environment environment,
      @Value("${hub.platform-mode}") String mode,
      @Value("${hub.sandbox.url}") String sandboxUrl) {
    if (!mode.equals("sandbox") && !mode.equals("live")) {
      throw new IllegalStateException("HUB_PLATFORM_MODE: sandbox or live, not " + mode);
    }
    this.catalog = catalog;
    this.environment = environment;
    this.sandbox = mode.equals("sandbox");
    this.sandboxUrl = strip(sandboxUrl);
  }

  /** Returns the roots of a platform by role, without a slash at their end. */
  public Map<String, String> of(String platform) {
    return known.computeIfAbsent(platform, this::find);
  }

  private Map<String, String> find(String platform) {
    PlatformProfile profile = catalog.find(platform).orElseThrow();
    String own = setting(profile.name(), "BASE_URL");
    String root =
        own != null ? strip(own) : sandbox ? sandboxUrl + "/" + profile.sandbox().prefix() : null;
    if (root == null) {
      return profile.hosts();
    }
    return profile.hosts().keySet().stream()
        .collect(Collectors.toUnmodifiableMap(role -> role, role -> root));
  }

  /** Tells where a platform's calls go: {@code live}, {@code sandbox} or {@code custom}. */
  public String calls(String platform) {
    if (setting(platform, "BASE_URL") != null) {
      return "custom";
    }
    return sandbox ? "sandbox" : "live";
  }

  /** Tells whether calls go to the sandbox unless a platform has a root of its own. */
  public boolean sandbox() {
    return sandbox;
  }

  /** Returns a setting of one platform ({@code CLIENT_ID}), or null. */
  public @Nullable String setting(String platform, String name) {
    String variable =
        environment.getProperty("HUB_PLATFORMS_" + platform.toUpperCase(Locale.ROOT) + "_" + name);
    String value =
        variable != null
            ? variable
            : environment.getProperty(
                "hub.platforms."
                    + platform
                    + "."
                    + name.toLowerCase(Locale.ROOT).replace('_', '-'));
    return value == null || value.isBlank() ? null : value;
  }

  private static String strip(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
