package io.snshub.platform.twitter;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Access.Quota;
import io.snshub.platform.Answers;
import io.snshub.platform.Budget;
import io.snshub.platform.FileRule;
import io.snshub.platform.Limits;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.TextRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** X as data. */
@Component
class TwitterPlatform implements Platform {
  static final String NAME = "twitter";

  private static final int WEIGHTED_LIMIT = 280;
  private static final List<String> WINDOWS =
      List.of("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour");
  private final PlatformProfile profile;

  TwitterPlatform(PlatformSettings settings) {
    this.profile =
        new PlatformProfile(
            NAME,
            "X",
            Set.of("x"),
            "2",
            Map.of(
                "api", "https://api.x.com",
                "token", "https://api.x.com",
                "authorize", "https://x.com"),
            new SandboxSeat(NAME, "2244994945"),
            new Limits(
                new TextRule(
                    "content", 0, WEIGHTED_LIMIT, "weighted characters", TwitterOptions::weighted),
                List.of(),
                media(),
                TwitterOptions.all(),
                TwitterOptions.rules()),
            new Abilities(true, false, true, settings.lagOf(NAME), TwitterMetrics.ALL),
            new Access(
                List.of("tweet.read", "tweet.write", "users.read", "media.write", "offline.access"),
                Duration.ofHours(2),
                null,
                true,
                true,
                List.of(
                    new Quota("posts", 100, Duration.ofMinutes(15), "posts"),
                    new Quota("deletions", 50, Duration.ofMinutes(15), "calls"),
                    new Quota("posts of all users", 10_000, Duration.ofDays(1), "posts"))));
  }

  /** A still picture may have 5 MB only; that is a rule of its own, since a GIF may have 15. */
  private static MediaRule media() {
    double any = Double.POSITIVE_INFINITY;
    return MediaRule.none()
        .images(4, FileRule.of(15 << 20, "image/jpeg", "image/png", "image/webp", "image/gif"))
        .videos(
            1,
            FileRule.of(512L << 20, "video/mp4", "video/quicktime")
                .width(32, any)
                .height(32, any)
                .ratio(1 / 3.0, 3)
                .seconds(0.5, 140))
        .altText(1000);
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /** The windows of reads don't matter to a post, so only a submit's answer is read for them. */
  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    if (answer.status() == 429) {
      Duration rest = Answers.rest(TwitterErrors.pause(answer));
      return List.of(Budget.none(Platform.scope(request), rest));
    }
    List<Budget> told = new ArrayList<>();
    for (String window : request.last() ? WINDOWS : List.<String>of()) {
      Integer left = Answers.count(answer, window + "-remaining");
      Duration reset = Answers.untilEpoch(answer, window + "-reset");
      if (left != null && reset != null) {
        told.add(new Budget(window, Budget.Scope.SUBMIT, left, reset));
      }
    }
    return told;
  }
}
