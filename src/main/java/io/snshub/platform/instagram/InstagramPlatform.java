package io.snshub.platform.instagram;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Access.Quota;
import io.snshub.platform.Budget;
import io.snshub.platform.FileRule;
import io.snshub.platform.GraphError;
import io.snshub.platform.GraphUsage;
import io.snshub.platform.Limits;
import io.snshub.platform.MediaRule;
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

/** Instagram as data: the variant with Facebook login, the only one that can delete. */
@Component
class InstagramPlatform implements Platform {
  static final String NAME = "instagram";
  static final String VERSION = "v26.0";

  private static final int CAPTION = 2200;

  private final PlatformProfile profile;

  InstagramPlatform(PlatformSettings settings) {
    this.profile =
        new PlatformProfile(
            NAME,
            "Instagram",
            Set.of(),
            VERSION,
            Map.of(
                "api", "https://graph.facebook.com",
                "token", "https://graph.facebook.com",
                "authorize", "https://www.facebook.com"),
            new SandboxSeat(NAME, "17841400000000001"),
            new Limits(
                TextRule.characters("content", CAPTION),
                List.of(),
                MediaRule.none()
                    .images(10, FileRule.of(8 << 20, "image/jpeg"))
                    .videos(
                        10,
                        FileRule.of(300L << 20, "video/mp4", "video/quicktime")
                            .width(1, 1_920)
                            .seconds(3, 900))
                    .mixed(10)
                    .require()
                    .pulledByUrl()
                    .altText(1000),
                InstagramOptions.all(),
                InstagramRules.all()),
            new Abilities(true, false, true, settings.lagOf(NAME), InstagramMetrics.ALL),
            new Access(
                    List.of(
                        "instagram_basic",
                        "instagram_content_publish",
                        "instagram_manage_insights",
                        "instagram_manage_contents",
                        "pages_show_list",
                        "pages_read_engagement"),
                    Duration.ofDays(60),
                    null,
                    false,
                    false,
                    List.of(
                        new Quota("posts", 100, Duration.ofDays(1), "posts"),
                        new Quota("containers", 400, Duration.ofDays(1), "calls")))
                .renewedWhileValid());
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /** Calling on while throttled makes the throttle last, so every call of the account rests. */
  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    Budget quotaLeft = InstagramQuota.budget(request, answer);
    if (quotaLeft != null) {
      return List.of(quotaLeft);
    }
    GraphError error = answer.ok() ? null : GraphError.of(answer);
    if (error == null) {
      Duration usedUp = GraphUsage.usedUp(answer);
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
}
