package io.snshub.platform.youtube;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Access.Quota;
import io.snshub.platform.Answers;
import io.snshub.platform.Budget;
import io.snshub.platform.FileRule;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What both names have in common, as data: one API, one channel, one quota. */
final class YoutubeProfile {
  /** The names under which the API of YouTube is used. */
  static final List<String> NAMES = List.of(YoutubePlatform.NAME, YoutubeShortsPlatform.NAME);

  /** The report of the Analytics API, which has a quota of its own. */
  static final String REPORT = "/v2/reports?";

  private static final Duration DAY = Duration.ofDays(1);
  private static final Set<String> LIMITS =
      Set.of(
          "quotaExceeded",
          "dailyLimitExceeded",
          "rateLimitExceeded",
          "userRateLimitExceeded",
          "uploadLimitExceeded",
          "uploadRateLimitExceeded");

  private YoutubeProfile() {}

  static PlatformProfile of(String name, String title, FileRule video, PlatformSettings settings) {
    return new PlatformProfile(
        name,
        title,
        Set.of(),
        "v3",
        Map.of(
            "api", "https://www.googleapis.com",
            "upload", "https://www.googleapis.com",
            "analytics", "https://youtubeanalytics.googleapis.com",
            "token", "https://oauth2.googleapis.com"),
        new SandboxSeat("youtube", YoutubeSandbox.CHANNEL),
        YoutubeRules.limits(video),
        new Abilities(
            true,
            true,
            true,
            settings.lagOf(name),
            Set.of(
                Metric.VIEWS, Metric.LIKES, Metric.COMMENTS, Metric.SHARES, Metric.WATCH_SECONDS)),
        new Access(
            // youtube.upload alone could neither look for a video nor delete it
            List.of(
                "https://www.googleapis.com/auth/youtube",
                "https://www.googleapis.com/auth/yt-analytics.readonly"),
            Duration.ofHours(1),
            Duration.ofDays(180),
            false,
            true,
            List.of(
                new Quota("videos", 100, DAY, "calls"),
                new Quota("other calls", 10_000, DAY, "units"))));
  }

  /** A session that is open may be ended also when no quota is left for a new one. */
  static List<Budget> budgets(PlatformRequest request, Answered answer) {
    boolean limit = answer.status() == 429 || LIMITS.contains(YoutubeErrors.reason(answer));
    return limit
            && !request.uri().contains(REPORT)
            && YoutubeErrors.failure(YoutubePlatform.NAME, answer)
                instanceof PublishFailure.Transient passing
        ? List.of(Budget.none(Budget.Scope.BEGIN, Answers.rest(passing.retryAfter())))
        : List.of();
  }
}
