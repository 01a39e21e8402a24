package io.snshub.platform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Every platform of this hub, by name. Fixed at start. */
@Component
public class PlatformCatalog {
  private final SortedMap<String, PlatformProfile> byName;
  private final Map<String, PlatformProfile> byAlias;

  /**
   * Collects the platforms.
   *
   * @throws IllegalStateException when two of them claim one name
   */
  public PlatformCatalog(List<Platform> platforms) {
    SortedMap<String, PlatformProfile> names = new TreeMap<>();
    Map<String, PlatformProfile> aliases = new HashMap<>();
    for (Platform platform : platforms) {
      PlatformProfile profile = platform.profile();
      names.put(profile.name(), profile);
      claim(aliases, profile.name(), profile);
      profile.aliases().forEach(alias -> claim(aliases, alias, profile));
    }
    this.byName = Collections.unmodifiableSortedMap(names);
    this.byAlias = Map.copyOf(aliases);
  }

  private static void claim(
      Map<String, PlatformProfile> taken, String name, PlatformProfile profile) {
    PlatformProfile other = taken.putIfAbsent(name, profile);
    if (other != null) {
      throw new IllegalStateException(
          "two platforms claim the name %s: %s and %s"
              .formatted(name, other.name(), profile.name()));
    }
  }

  /** Returns the platform of this name or alias. */
  public Optional<PlatformProfile> find(String nameOrAlias) {
    return Optional.ofNullable(byAlias.get(nameOrAlias));
  }

  /**
   * Returns the names under which posts of this platform may be known: its own, and those of others
   * that are the same place (YouTube Shorts are videos of YouTube).
   */
  public List<String> sharing(String name) {
    PlatformProfile own = byName.get(name);
    return own == null
        ? List.of(name)
        : byName.values().stream()
            .filter(one -> one.sandbox().prefix().equals(own.sandbox().prefix()))
            .map(PlatformProfile::name)
            .toList();
  }

  /** Returns the platforms' names in alphabetical order, aliases left out. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Returns the profiles in the order of {@link #names()}. */
  public List<PlatformProfile> profiles() {
    return List.copyOf(new ArrayList<>(byName.values()));
  }
}
