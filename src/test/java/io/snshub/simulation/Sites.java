package io.snshub.simulation;

import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.TestPlatforms;
import java.time.Duration;
import java.util.List;

/** The platforms of the simulated world, by what a lost answer leaves to be found. */
final class Sites {

  /** How a lost post can be found again. */
  enum Kind {
    /** By a handle that names it before it is visible; a used handle is refused. */
    HANDLE,
    /** By an upload session that knows exactly, and that can't be completed twice. */
    SESSION,
    /** In a list that lags behind. */
    LIST,
    /** Not at all. */
    BLIND
  }

  /** A platform. */
  record Site(String name, Kind kind, boolean deletable, long account) {
    boolean readable() {
      return kind != Kind.BLIND;
    }
  }

  static final List<Site> ALL =
      List.of(
          new Site("handle", Kind.HANDLE, true, 1),
          new Site("handle-lasting", Kind.HANDLE, false, 2),
          new Site("session", Kind.SESSION, true, 3),
          new Site("list", Kind.LIST, true, 4),
          new Site("list-lasting", Kind.LIST, false, 5),
          new Site("other-list", Kind.LIST, true, 6),
          new Site("blind", Kind.BLIND, true, 7),
          new Site("blind-lasting", Kind.BLIND, false, 8));

  static final Duration LIST_LAG = TestPlatforms.LAG;

  private Sites() {}

  static Site of(String name) {
    return ALL.stream().filter(site -> site.name().equals(name)).findFirst().orElseThrow();
  }

  static Site of(long account) {
    return ALL.get((int) account - 1);
  }

  static PlatformCatalog catalog() {
    return new PlatformCatalog(
        ALL.stream()
            .map(site -> TestPlatforms.profile(site.name(), site.deletable(), site.readable()))
            .<io.snshub.platform.Platform>map(Sites::platform)
            .toList());
  }

  private static io.snshub.platform.Platform platform(PlatformProfile profile) {
    return () -> profile;
  }
}
