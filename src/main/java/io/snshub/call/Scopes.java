package io.snshub.call;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The words for what a key is good for. Each area of the API has three: {@code media} allows
 * everything there, {@code media:write} the same, {@code media:read} only to look. {@code admin}
 * allows all, and what only administrators may do.
 */
public final class Scopes {
  public static final String ADMIN = "admin";

  /** The areas of the API that belong to a tenant. */
  public static final List<String> AREAS =
      List.of("posts", "accounts", "analytics", "media", "events", "webhooks", "keys");

  private static final String READ = ":read";
  private static final String WRITE = ":write";

  private Scopes() {}

  /** There is such a scope. */
  public static boolean known(String scope) {
    return scope.equals(ADMIN) || AREAS.contains(area(scope)) && !scope.endsWith(":");
  }

  /** A key that holds these scopes may do what needs that one. */
  public static boolean grants(Collection<String> held, String needed) {
    if (held.contains(needed) || held.contains(ADMIN)) {
      return true;
    }
    String area = area(needed);
    return !needed.equals(ADMIN) && (held.contains(area) || held.contains(area + WRITE));
  }

  /** Returns the scope that a look at an area needs, or a change there. */
  public static String of(String area, boolean reading) {
    return area + (reading ? READ : WRITE);
  }

  /**
   * Returns the scopes with the two words written out that cover all areas: {@code read} and {@code
   * write}.
   */
  public static List<String> expand(Collection<String> wanted) {
    Set<String> scopes = new LinkedHashSet<>();
    for (String scope : wanted) {
      switch (scope) {
        case "write" -> scopes.addAll(AREAS);
        case "read" -> AREAS.forEach(area -> scopes.add(area + READ));
        default -> scopes.add(scope);
      }
    }
    scopes.removeIf(scope -> scope.endsWith(READ) && scopes.contains(area(scope)));
    return List.copyOf(scopes);
  }

  private static String area(String scope) {
    return scope.endsWith(READ) || scope.endsWith(WRITE)
        ? scope.substring(0, scope.indexOf(':'))
        : scope;
  }
}
