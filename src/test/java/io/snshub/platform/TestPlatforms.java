package io.snshub.platform;

import io.snshub.platform.PlatformProfile.MediaRule;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformProfile.TextRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.env.StandardEnvironment;

/** Platforms for tests of other rooms: made up, each with the traits its name says. */
public final class TestPlatforms {
  /** Can be taken down and looked for. */
  public static final String PLAIN = "plain";

  /** Can't be taken down. */
  public static final String LASTING = "lasting";

  /** Can't be taken down either. */
  public static final String ETERNAL = "eternal";

  /** Can't be looked for. */
  public static final String BLIND = "blind";

  /** How long a fresh post may be missing from a list of any of them. */
  public static final Duration LAG = Duration.ofSeconds(30);

  private TestPlatforms() {}

  public static PlatformCatalog catalog() {
    return new PlatformCatalog(
        List.of(
            platform(PLAIN, true, true),
            platform(LASTING, false, true),
            platform(ETERNAL, false, true),
            platform(BLIND, true, false)));
  }

  public static PlatformHosts hosts() {
    return hosts(catalog());
  }

  public static PlatformHosts hosts(PlatformCatalog catalog) {
    return new PlatformHosts(catalog, new StandardEnvironment(), "sandbox", "http://127.0.0.1:1");
  }

  private static Platform platform(String name, boolean deletable, boolean readable) {
    PlatformProfile profile = profile(name, deletable, readable);
    return () -> profile;
  }

  public static PlatformProfile profile(String name, boolean deletable, boolean readable) {
    return new PlatformProfile(
        name,
        Set.of(),
        "1",
        Map.of("api", "https://api.example.com"),
        new SandboxSeat(name, "1"),
        new TextRule(100, "characters", String::length),
        new MediaRule(false, 4, 1, true, false),
        deletable,
        readable,
        LAG,
        List.of(),
        Set.of());
  }
}
