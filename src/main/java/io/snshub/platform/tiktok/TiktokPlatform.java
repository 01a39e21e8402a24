package io.snshub.platform.tiktok;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Access.Quota;
import io.snshub.platform.Answers;
import io.snshub.platform.Budget;
import io.snshub.platform.FileRule;
import io.snshub.platform.Limits;
import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Metric;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.TextRule;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** TikTok as data: a video with a caption, or photos with a title and a description. */
@Component
class TiktokPlatform implements Platform {
  static final String NAME = "tiktok";

  private static final int CAPTION = 2200;
  private static final int DESCRIPTION = 4000;
  private static final int TITLE = 90;
  private static final int PHOTOS = 35;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Set<String> LIMITS =
      Set.of(
          "rate_limit_exceeded",
          "spam_risk_too_many_posts",
          "spam_risk_too_many_pending_share",
          "reached_active_user_cap");

  private final PlatformProfile profile;

  TiktokPlatform(PlatformSettings settings) {
    this.profile =
        new PlatformProfile(
            NAME,
            "TikTok",
            Set.of(),
            "v2",
            Map.of(
                "api", "https://open.tiktokapis.com",
                "token", "https://open.tiktokapis.com",
                "upload", "https://open-upload.tiktokapis.com",
                "authorize", "https://www.tiktok.com"),
            new SandboxSeat(NAME, TiktokSandbox.ACCOUNT),
            new Limits(
                TextRule.utf16("content", DESCRIPTION),
                List.of(TextRule.utf16("title", TITLE)),
                media(),
                TiktokPost.options(),
                rules()),
            new Abilities(
                false,
                false,
                true,
                settings.lagOf(NAME),
                Set.of(Metric.VIEWS, Metric.LIKES, Metric.COMMENTS, Metric.SHARES)),
            access());
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /** Caps come with 403 and 200 as well. What has been begun may be ended while they last. */
  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    boolean limit = answer.status() == 429 || LIMITS.contains(TiktokErrors.code(answer));
    return limit && TiktokErrors.failure(answer) instanceof PublishFailure.Transient passing
        ? List.of(Budget.none(Platform.scope(request), Answers.rest(passing.retryAfter())))
        : List.of();
  }

  private static MediaRule media() {
    return MediaRule.none()
        // "1080p" for photos of either orientation
        .images(
            PHOTOS,
            FileRule.of(20_000_000, "image/jpeg", "image/webp").width(1, 1920).height(1, 1920))
        .videos(
            1,
            FileRule.of(4L << 30, "video/mp4", "video/quicktime", "video/webm")
                .width(360, 4096)
                .height(360, 4096)
                .seconds(0, 600))
        .require()
        .pulledByUrl();
  }

  private static List<ContentRule> rules() {
    return List.of(
        new ContentRule("caption_too_long", "content", TiktokPlatform::caption),
        new ContentRule("title_not_shown", "title", TiktokPlatform::title),
        new ContentRule("branded_content_private", "brand_content_toggle", TiktokPlatform::branded),
        new ContentRule("cover_invalid", "video_cover_timestamp_ms", TiktokPlatform::videoCover),
        new ContentRule("cover_invalid", "photo_cover_index", TiktokPlatform::photoCover));
  }

  private static Access access() {
    return new Access(
        List.of("user.info.basic", "video.publish", "video.list"),
        Duration.ofHours(24),
        Duration.ofDays(365),
        true,
        // asked of mobile and desktop apps, whose challenge is hexadecimal; a server has none
        false,
        List.of(
            new Quota("inits", 6, MINUTE, "calls"),
            new Quota("creator_info", 20, MINUTE, "calls"),
            new Quota("status", 30, MINUTE, "calls"),
            new Quota("reads", 600, MINUTE, "calls"),
            new Quota("posts", 15, Duration.ofDays(1), "posts")));
  }

  private static boolean video(Content content) {
    return content.media().stream().anyMatch(media -> media.kind() == Media.Kind.VIDEO);
  }

  private static @Nullable Breach caption(Content content) {
    int length = content.text().length();
    return video(content) && length > CAPTION
        ? new Breach(
            "a video's caption has %d UTF-16 code units, at most %d".formatted(length, CAPTION),
            CAPTION,
            length)
        : null;
  }

  private static @Nullable Breach title(Content content) {
    return video(content) && content.title() != null
        ? new Breach("a video has no title beside its caption, which is the content")
        : null;
  }

  private static @Nullable Breach branded(Content content) {
    boolean branded = Boolean.TRUE.equals(content.options().get("brand_content_toggle"));
    return branded && TiktokCreator.ALONE.equals(content.options().get("privacy_level"))
        ? new Breach("branded content can't be SELF_ONLY")
        : null;
  }

  private static @Nullable Breach videoCover(Content content) {
    return number(content, "video_cover_timestamp_ms", Integer.MAX_VALUE);
  }

  private static @Nullable Breach photoCover(Content content) {
    return number(content, "photo_cover_index", Math.max(0, content.media().size() - 1));
  }

  private static @Nullable Breach number(Content content, String name, int most) {
    if (!(content.options().get(name) instanceof Number value)) {
      return null;
    }
    double number = value.doubleValue();
    return number >= 0 && number <= most && number == Math.rint(number)
        ? null
        : new Breach("%s is %s, 0 to %d".formatted(name, value, most), most, value);
  }
}
