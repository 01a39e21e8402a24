package io.snshub.platform;

import io.snshub.post.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A platform's capabilities as data: validation, lanes and documentation read this and nothing
 * else.
 *
 * @param name one of the nine names of the API, also the prefix of its routes
 * @param aliases other names the API accepts for it
 * @param apiVersion the version of the platform's API that the fragments speak
 * @param hosts live roots by role ({@code api}, {@code upload}, {@code token}), no trailing slash;
 *     in sandbox mode all of them become the sandbox's root for it
 * @param sandbox where the sandbox plays it
 * @param text how text is counted and how much is allowed
 * @param media what may and must be attached
 * @param deletable posts can be taken down by API
 * @param readable a post whose answer was lost can be looked for
 * @param listLag longest time that a fresh post may be missing from the platform's own lists; a
 *     negative read counts only after it
 * @param rules what else the platform asks of a post
 * @param options what {@code overrides} may set beside {@code content} and {@code title}
 */
public record PlatformProfile(
    String name,
    Set<String> aliases,
    String apiVersion,
    Map<String, String> hosts,
    SandboxSeat sandbox,
    TextRule text,
    MediaRule media,
    boolean deletable,
    boolean readable,
    Duration listLag,
    List<ContentRule> rules,
    Set<String> options) {

  /**
   * The platform on the sandbox.
   *
   * @param prefix its path there ({@code youtube} for {@code youtube_shorts} too)
   * @param account the id of the account that the sandbox knows from the start
   */
  public record SandboxSeat(String prefix, String account) {}

  /**
   * How text is measured.
   *
   * @param limit the largest allowed measure
   * @param unit what is counted, for messages ({@code weighted characters})
   * @param measure counts a text
   */
  public record TextRule(int limit, String unit, ToIntFunction<String> measure) {}

  /**
   * What may be attached.
   *
   * @param required at least one medium is needed
   * @param maxImages most pictures in one post, 0 for none
   * @param maxVideos most videos in one post, 0 for none
   * @param mixed pictures and videos may stand together
   * @param videoRequired exactly a video is needed
   */
  public record MediaRule(
      boolean required, int maxImages, int maxVideos, boolean mixed, boolean videoRequired) {}

  /**
   * One more thing the platform asks of a post.
   *
   * @param code stable name of the rule ({@code too_many_hashtags})
   * @param field the request's field it is about
   * @param check returns what is wrong, without the platform's name, or null when all is well
   */
  public record ContentRule(String code, String field, Function<Content, @Nullable String> check) {}
}
