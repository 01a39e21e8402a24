package io.snshub.platform;

import io.snshub.platform.Limits.ContentRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A platform's capabilities as data: validation, lanes, {@code GET /platforms} and the
 * documentation read this and nothing else.
 *
 * @param name one of the nine names of the API, also the prefix of its routes
 * @param title the name that people know it by ({@code YouTube Shorts})
 * @param aliases other names the API accepts for it
 * @param apiVersion the version of the platform's API that the fragments speak
 * @param hosts live roots by role ({@code api}, {@code upload}, {@code token}), no trailing slash;
 *     in sandbox mode all of them become the sandbox's root for it
 * @param sandbox where the sandbox plays it
 * @param limits what a post may hold
 * @param abilities what can be done with a post that is up
 * @param access what an account has to grant, and how often it may call
 */
public record PlatformProfile(
    String name,
    String title,
    Set<String> aliases,
    String apiVersion,
    Map<String, String> hosts,
    SandboxSeat sandbox,
    Limits limits,
    Abilities abilities,
    Access access) {

  /**
   * The platform on the sandbox.
   *
   * @param prefix its path there ({@code youtube} for {@code youtube_shorts} too)
   * @param account the id of the account that the sandbox knows from the start
   */
  public record SandboxSeat(String prefix, String account) {}

  /** Returns how the post's text is counted and how much is allowed. */
  public TextRule text() {
    return limits.text();
  }

  /** Returns what may and must be attached. */
  public MediaRule media() {
    return limits.media();
  }

  /** Returns what else the platform asks of a post. */
  public List<ContentRule> rules() {
    return limits.rules();
  }

  /** Returns what {@code overrides} may set beside {@code content}, {@code title} and alt texts. */
  public List<Option> options() {
    return limits.options();
  }

  /** Posts can be taken down by API. */
  public boolean deletable() {
    return abilities.deletable();
  }

  /** A post whose answer was lost can be looked for. */
  public boolean readable() {
    return abilities.readable();
  }

  /**
   * Returns the longest time that a fresh post may be missing from the platform's own lists; a
   * negative read counts only after it.
   */
  public Duration listLag() {
    return abilities.listLag();
  }
}
