package io.snshub.platform.instagram;

import io.snshub.platform.instagram.InstagramSandboxContainer.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Site;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a container's media and caption have to be. */
final class InstagramSandboxChecks {
  private static final Pattern HASHTAG = Pattern.compile("#[\\p{L}\\p{N}_]+");
  private static final Pattern MENTION = Pattern.compile("@[A-Za-z0-9_.]+");

  private InstagramSandboxChecks() {}

  static void fetch(Call call, Kind kind, String url) {
    if (!url.chars().allMatch(c -> c > 32 && c < 127) || !Site.reachable(url, call)) {
      throw InstagramSandboxDialect.refused(
          9004, 2207052, "The media could not be fetched from this uri: " + url);
    }
    if (!kind.video() && url.matches("(?i).*\\.(mp4|mov)(\\?.*)?")) {
      throw InstagramSandboxDialect.refused(36001, 2207005, "The image format is not supported.");
    }
    if (kind.video() && url.matches("(?i).*\\.(jpe?g|png|gif|webp)(\\?.*)?")) {
      throw InstagramSandboxDialect.refused(352, 2207026, "The video format is not supported.");
    }
  }

  static String caption(@Nullable String caption) {
    if (caption == null) {
      return "";
    }
    if (caption.codePointCount(0, caption.length()) > 2_200) {
      throw InstagramSandboxDialect.refused(
          36004, 2207010, "The caption was too long: at most 2200 characters.");
    }
    if (HASHTAG.matcher(caption).results().count() > 30
        || MENTION.matcher(caption).results().count() > 20) {
      throw InstagramSandboxDialect.refused(
          100, 2207040, "At most 30 hashtags and 20 mentions can be used.");
    }
    return caption;
  }
}
