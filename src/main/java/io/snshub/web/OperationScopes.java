package io.snshub.web;

import io.snshub.call.Caller;
import io.snshub.call.Problems;
import io.snshub.call.Scopes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which scope each operation needs: the one place that says so, for the door and for the OpenAPI
 * document. What stands under no rule is for administrators, so that a new operation is closed
 * until it has one.
 */
final class OperationScopes {
  private static final String ANY_KEY = "";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** The first that fits counts. */
  private static final List<Rule> RULES =
      List.of(
          rule("/api/sns/(me|platforms)(/.*)?", ANY_KEY),
          rule("/api/sns/(users|audit)(/.*)?|/api/sns/events/replay", Scopes.ADMIN),
          rule("/api/sns/keys(/.*)?", "keys"),
          rule("/api/sns/posts/\\{\\w+}/analytics|/api/sns/analytics(/.*)?", "analytics"),
          rule("/api/sns/(posts|calendar|sagas|imports)(/.*)?", "posts"),
          // begins to connect an account, although it is a GET
          rule("/api/sns/oauth/\\{\\w+}/authorize", "accounts:write"),
          rule("/api/sns/(accounts|oauth)(/.*)?", "accounts"),
          rule("/api/sns/media(/.*)?", "media"),
          rule("/api/sns/events(/.*)?", "events"),
          rule("/api/sns/(webhooks|notifications)(/.*)?", "webhooks"));

  /** What can tell accounts apart; a key that is for some of them only is kept from all else. */
  private static final Pattern NARROWED =
      Pattern.compile("/api/sns/(me|platforms|media|analytics)(/.*)?|/api/sns/posts(/.*)?");

  /** There are as many as there are operations. */
  private static final Map<Asked, Needs> KNOWN = new ConcurrentHashMap<>();

  private OperationScopes() {}

  private record Asked(String method, String template) {}

  /** What an operation needs, and whether it tells accounts apart. */
  private record Needs(@Nullable String scope, boolean narrowed) {}

  /**
   * Operations that need the same.
   *
   * @param need an area, of which a look needs {@code :read} and all else {@code :write}; or a
   *     whole scope; or nothing
   */
  private record Rule(Pattern template, String need) {}

  private static Rule rule(String template, String need) {
    return new Rule(Pattern.compile(template), need);
  }

  /** Returns the scope that an operation needs; null when any key will do. */
  static @Nullable String of(String method, String template) {
    for (Rule rule : RULES) {
      if (rule.template().matcher(template).matches()) {
        String need = rule.need();
        return need.equals(ANY_KEY)
            ? null
            : Scopes.AREAS.contains(need) ? Scopes.of(need, READING.contains(method)) : need;
      }
    }
    return Scopes.ADMIN;
  }

  /**
   * Lets a caller through to an operation.
   *
   * @throws io.snshub.call.ProblemException 403 naming the scope that the key lacks, or when the
   *     key is for some accounts only and the operation can't tell them apart
   */
  static void require(String method, String template, Caller caller) {
    Needs needs =
        KNOWN.computeIfAbsent(
            new Asked(method, template),
            asked -> new Needs(of(method, template), NARROWED.matcher(template).matches()));
    if (needs.scope() != null && !caller.may(needs.scope())) {
      throw Problems.forbidden("the key lacks the scope " + needs.scope());
    }
    if (caller.narrowedBy() != 0 && !needs.narrowed()) {
      throw Problems.forbidden("the key is for some accounts only, this is about all of them");
    }
  }
}
