package io.snshub.platform.facebook;

import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a link and a Reel have to be. */
final class FacebookRules {
  private static final double SHORTEST_REEL = 3;
  private static final double LONGEST_REEL = 90;
  private static final Pattern WEB =
      Pattern.compile("(?i)https?://(?=[^\\s/.]++\\.[^\\s/])[^\\s/]++(/\\S*+)?");
  private static final Pattern OWN =
      Pattern.compile("(?i)https?://([^/]+\\.)?(facebook\\.com|fb\\.com|fb\\.watch)(/.*)?");

  private FacebookRules() {}

  static List<ContentRule> all() {
    return List.of(
        new ContentRule("link_invalid", "link", FacebookRules::link),
        new ContentRule("reel_invalid", "reel", FacebookRules::reel));
  }

  private static @Nullable Breach link(Content content) {
    if (!(content.options().get("link") instanceof String link)) {
      return null;
    }
    if (!content.media().isEmpty()) {
      return new Breach("a link can't be combined with pictures or a video");
    }
    if (!WEB.matcher(link).matches()) {
      return new Breach("link is no web address");
    }
    return OWN.matcher(link).matches()
        ? new Breach("link leads to Facebook, which can't be shared this way")
        : null;
  }

  private static @Nullable Breach reel(Content content) {
    if (!Boolean.TRUE.equals(content.options().get("reel"))) {
      return null;
    }
    if (content.media().size() != 1 || content.media().get(0).kind() == Media.Kind.IMAGE) {
      return new Breach("a Reel is one video");
    }
    MediaFacts facts = content.media().get(0).facts();
    return facts == null ? null : file(facts);
  }

  private static @Nullable Breach file(MediaFacts facts) {
    Duration duration = facts.duration();
    if (duration != null) {
      double seconds = duration.toMillis() / 1000.0;
      if (seconds < SHORTEST_REEL || seconds > LONGEST_REEL) {
        return new Breach(
            "a Reel of %s seconds, allowed: 3 to 90".formatted(seconds), "3 to 90", seconds);
      }
    }
    Integer width = facts.width();
    Integer height = facts.height();
    if (width == null || height == null) {
      return null;
    }
    String size = width + " × " + height;
    if (width < 540 || height < 960) {
      return new Breach("a Reel of " + size + " pixels, at least 540 × 960", "540 × 960", size);
    }
    boolean upright = Math.abs(16.0 * width / height - 9) < 0.3;
    return upright
        ? null
        : new Breach("a Reel of " + size + " pixels, allowed: 9 by 16", "9 by 16", size);
  }
}
