package io.snshub.platform.instagram;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Budget;
import io.snshub.platform.FileRule;
import io.snshub.platform.Limits;
import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.TextRule;
import io.snshub.post.Content;
import io.snshub.post.PublishFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Instagram as data: the variant with Facebook login, the only one that can delete. */
@Component
class InstagramPlatform implements Platform {
  static final String NAME = "instagram";
  static final String VERSION = "v26.0";

  private static final int CAPTION = 2200;
  private static final int HASHTAGS = 30;
  private static final int MENTIONS = 20;
  private static final Pattern HASHTAG = Pattern.compile("(?<![\\p{L}\\p{N}_&])#[\\p{L}\\p{N}_]+");
  private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}_.])@[\\p{L}\\p{N}_.]+");

  private final PlatformProfile profile;

  InstagramPlatform(PlatformSettings settings) {
    this.profile =
        new PlatformProfile(
            NAME,
            "Instagram",
            Set.of(),
            VERSION,
            Map.of("api", "https://graph.facebook.com", "token", "https://graph.facebook.com"),
            new SandboxSeat(NAME, "17841400000000001"),
            new Limits(
                TextRule.characters("content", CAPTION),
                List.of(),
                MediaRule.none()
                    .images(10, FileRule.of(8 << 20, "image/jpeg"))
                    .videos(10, FileRule.of(300L << 20, "video/mp4", "video/quicktime"))
                    .mixed(10)
                    .require()
                    .pulledByUrl()
                    .altText(1000),
                InstagramContainers.options(),
                rules()),
            new Abilities(true, false, true, settings.lagOf(NAME), Set.of()),
            new Access(
                List.of("instagram_basic", "instagram_content_publish"),
                Duration.ofDays(60),
                null,
                false,
                false,
                List.of()));
  }

  private static List<ContentRule> rules() {
    return List.of(
        new ContentRule(
            "too_many_hashtags",
            "content",
            content -> tooMany(HASHTAG, content, "hashtags", HASHTAGS)),
        new ContentRule(
            "too_many_mentions",
            "content",
            content -> tooMany(MENTION, content, "mentions", MENTIONS)),
        new ContentRule("media_url_not_ascii", "media_urls", InstagramPlatform::ascii));
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /** Calling on while throttled makes the throttle last, so every call of the account rests. */
  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    InstagramErrors.GraphError error = answer.ok() ? null : InstagramErrors.error(answer);
    if (error == null) {
      Duration usedUp = InstagramErrors.usedUp(answer);
      return usedUp == null
          ? Platform.super.budgets(request, answer)
          : List.of(Budget.none(Budget.Scope.ALL, usedUp));
    }
    boolean quota = error.subcode() == 2207042 || error.subcode() == 2207051;
    if (!quota && !InstagramErrors.throttled(error)) {
      return List.of();
    }
    Duration asked =
        InstagramErrors.failure(answer) instanceof PublishFailure.Transient passing
            ? passing.retryAfter()
            : null;
    Duration rest = asked == null ? Duration.ofMinutes(5) : asked;
    return List.of(Budget.none(quota ? Budget.Scope.SUBMIT : Budget.Scope.ALL, rest));
  }

  private static @Nullable Breach tooMany(
      Pattern pattern, Content content, String what, int limit) {
    long found = pattern.matcher(content.text()).results().count();
    return found > limit
        ? new Breach("text has %d %s, at most %d".formatted(found, what, limit), limit, found)
        : null;
  }

  private static @Nullable Breach ascii(Content content) {
    boolean plain =
        content.media().stream()
            .allMatch(media -> StandardCharsets.US_ASCII.newEncoder().canEncode(media.url()));
    return plain ? null : new Breach("media URLs may hold ASCII characters only");
  }
}
