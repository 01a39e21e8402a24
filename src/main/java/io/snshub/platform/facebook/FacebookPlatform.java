package io.snshub.platform.facebook;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Access.Quota;
import io.snshub.platform.Budget;
import io.snshub.platform.FileRule;
import io.snshub.platform.Limits;
import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Option;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.TextRule;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Facebook Pages as data: words, a link, pictures, a video or a Reel. */
@Component
class FacebookPlatform implements Platform {
  static final String NAME = "facebook";
  static final String VERSION = "v26.0";

  private static final int TEXT = 63_206;
  private static final int PICTURES = 10;
  private static final int ALT_TEXT = 1_000;
  private static final double SHORTEST_REEL = 3;
  private static final double LONGEST_REEL = 90;
  private static final Duration REST = Duration.ofMinutes(5);
  private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s/]+\\.[^\\s/]+(/\\S*)?");
  private static final Pattern OWN =
      Pattern.compile("(?i)https?://([^/]+\\.)?(facebook\\.com|fb\\.com|fb\\.watch)(/.*)?");

  private final PlatformProfile profile;

  FacebookPlatform(PlatformSettings settings) {
    this.profile =
        new PlatformProfile(
            NAME,
            "Facebook",
            Set.of(),
            VERSION,
            Map.of(
                "api", "https://graph.facebook.com",
                "token", "https://graph.facebook.com",
                "upload", "https://rupload.facebook.com"),
            new SandboxSeat(NAME, "100000000000001"),
            new Limits(
                TextRule.characters("content", TEXT), List.of(), media(), options(), rules()),
            new Abilities(true, true, true, settings.lagOf(NAME), FacebookMetrics.TOLD),
            new Access(
                List.of(
                    "pages_show_list",
                    "pages_read_engagement",
                    "pages_manage_posts",
                    "read_insights",
                    "business_management"),
                Duration.ofDays(60),
                null,
                false,
                false,
                List.of(new Quota("reels", 30, Duration.ofHours(24), "posts"))));
  }

  private static MediaRule media() {
    return MediaRule.none()
        .images(
            PICTURES,
            FileRule.of(
                10L << 20, "image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"))
        .videos(1, FileRule.of(10L << 30, "video/mp4", "video/quicktime"))
        .altText(ALT_TEXT);
  }

  private static List<Option> options() {
    return List.of(
        Option.text("link", "a web address that the post shows a preview of"),
        Option.flag("reel", "publish the video as a Reel"),
        Option.text("place", "id of the Page of a place"),
        Option.object("targeting", "who may see the post, as the Graph API writes it"),
        Option.object("feed_targeting", "whom to show the post to first"),
        Option.object("call_to_action", "a button below the link"),
        Option.text(
            "content_category",
            "what a video is about",
            "BEAUTY_FASHION",
            "BUSINESS",
            "CARS_TRUCKS",
            "COMEDY",
            "CUTE_ANIMALS",
            "ENTERTAINMENT",
            "FAMILY",
            "FOOD_HEALTH",
            "HOME",
            "LIFESTYLE",
            "MUSIC",
            "NEWS",
            "POLITICS",
            "SCIENCE",
            "SPORTS",
            "TECHNOLOGY",
            "VIDEO_GAMING",
            "OTHER"),
        Option.texts("content_tags", "ids of interests that a video belongs to"),
        Option.flag("embeddable", "the video may be shown on other sites"));
  }

  private static List<ContentRule> rules() {
    return List.of(
        new ContentRule("link_invalid", "link", FacebookPlatform::link),
        new ContentRule("reel_invalid", "reel", FacebookPlatform::reel));
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /** Calling on while throttled makes the throttle last, so every call of the Page rests. */
  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    FacebookErrors.GraphError error = answer.ok() ? null : FacebookErrors.error(answer);
    if (error == null) {
      Duration usedUp = FacebookErrors.usedUp(answer);
      return usedUp == null
          ? Platform.super.budgets(request, answer)
          : List.of(Budget.none(Budget.Scope.ALL, usedUp));
    }
    if (!error.throttled() && !error.blocked()) {
      return List.of();
    }
    Duration asked =
        FacebookErrors.failure(answer) instanceof PublishFailure.Transient passing
            ? passing.retryAfter()
            : null;
    return error.throttled()
        ? List.of(Budget.none(Budget.Scope.ALL, asked == null ? REST : asked))
        : List.of(Budget.none(Budget.Scope.SUBMIT, asked == null ? Duration.ofHours(1) : asked));
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
