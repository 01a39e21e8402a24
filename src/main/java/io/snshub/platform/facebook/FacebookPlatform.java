package io.snshub.platform.facebook;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Access.Quota;
import io.snshub.platform.Budget;
import io.snshub.platform.FileRule;
import io.snshub.platform.GraphError;
import io.snshub.platform.GraphUsage;
import io.snshub.platform.Limits;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Option;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.TextRule;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Facebook Pages as data: words, a link, pictures, a video or a Reel. */
@Component
class FacebookPlatform implements Platform {
  static final String NAME = "facebook";
  static final String VERSION = "v26.0";

  private static final int TEXT = 63_206;
  private static final int PICTURES = 10;
  private static final int ALT_TEXT = 1_000;
  private static final Duration REST = Duration.ofMinutes(5);

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
                "upload", "https://rupload.facebook.com",
                "authorize", "https://www.facebook.com"),
            new SandboxSeat(NAME, "100000000000001"),
            new Limits(
                TextRule.characters("content", TEXT),
                List.of(),
                media(),
                options(),
                FacebookRules.all()),
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

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /** Calling on while throttled makes the throttle last, so every call of the Page rests. */
  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    GraphError error = answer.ok() ? null : GraphError.of(answer);
    if (error == null) {
      Duration usedUp = GraphUsage.usedUp(answer);
      return usedUp == null
          ? Platform.super.budgets(request, answer)
          : List.of(Budget.none(Budget.Scope.ALL, usedUp));
    }
    if (!FacebookErrors.throttled(error) && !FacebookErrors.blocked(error)) {
      return List.of();
    }
    Duration asked =
        FacebookErrors.failure(answer) instanceof PublishFailure.Transient passing
            ? passing.retryAfter()
            : null;
    return FacebookErrors.throttled(error)
        ? List.of(Budget.none(Budget.Scope.ALL, asked == null ? REST : asked))
        : List.of(Budget.none(Budget.Scope.SUBMIT, asked == null ? Duration.ofHours(1) : asked));
  }
}
