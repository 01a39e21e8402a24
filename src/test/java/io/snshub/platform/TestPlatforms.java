package io.snshub.platform;

import io.snshub.platform.PlatformProfile.SandboxSeat;
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
    return profile(
        name,
        Set.of(),
        new Limits(
            TextRule.characters("content", 100),
            List.of(),
            MediaRule.none().images(4, null).videos(1, null).mixed(4),
            List.of(),
            List.of()),
        new Abilities(deletable, false, readable, LAG, Set.of()));
  }

  /** A platform of which only some things matter. */
  public static PlatformProfile profile(
      String name, Set<String> aliases, Limits limits, Abilities abilities) {
    return new PlatformProfile(
        name,
        name,
        aliases,
        "1",
        Map.of("api", "https://api.example.com"),
        new SandboxSeat(name, "1"),
        limits,
        abilities,
        new Access(List.of(), null, null, false, false, List.of()));
  }

  /** A shelf on which nothing stands. */
  public static MediaShelf shelf() {
    return new MediaShelf() {
      @Override
      public Found find(long userId, List<Long> ids) {
        return new Found(List.of(), ids);
      }

      @Override
      public void hold(long postId, List<Long> ids) {
        if (!ids.isEmpty()) {
          throw new IllegalStateException("nothing is on this shelf");
        }
      }

      @Override
      public void release(long postId) {}

      @Override
      public String outOfReach() {
        return null;
      }
    };
  }
}
