package io.snshub.platform;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A platform's capabilities as data: validation, lanes and documentation read this and nothing
 * else.
 *
 * @param name one of the nine names of the API, also the prefix of its routes
 * @param aliases other names the API accepts for it
 * @param apiVersion the version of the platform's API that the fragments speak
 * @param hosts live roots by role ({@code api}, {@code upload}, {@code token}), no trailing slash;
 *     in sandbox mode all of them become the sandbox's prefix
 * @param sandboxPrefix its path on the sandbox ({@code youtube} for {@code youtube_shorts} too)
 * @param text how text is counted and how much is allowed
 * @param media what may and must be attached
 * @param deletable posts can be taken down by API
 * @param readable a post whose answer was lost can be looked for
 * @param listLag longest time that a fresh post may be missing from the platform's own lists; a
 *     negative read counts only after it
 */
public record PlatformProfile(
    String name,
    Set<String> aliases,
    String apiVersion,
    Map<String, String> hosts,
    String sandboxPrefix,
    TextRule text,
    MediaRule media,
    boolean deletable,
    boolean readable,
    Duration listLag) {

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
}
