package io.snshub.platform.threads;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Access.Quota;
import io.snshub.platform.Budget;
import io.snshub.platform.FileRule;
import io.snshub.platform.GraphError;
import io.snshub.platform.GraphUsage;
import io.snshub.platform.Limits;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Metric;
import io.snshub.platform.Platform;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.TextRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Threads as data. */
@Component
class ThreadsPlatform implements Platform {
  static final String NAME = "threads";
  static final String VERSION = "v1.0";

  private static final int TEXT = 500;
  private static final int PARTS = 20;
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration USUAL_REST = Duration.ofMinutes(5);

  private final PlatformProfile profile;

  ThreadsPlatform(PlatformSettings settings) {
    this.profile =
        new PlatformProfile(
            NAME,
            "Threads",
            Set.of(),
            VERSION,
            Map.of(
                "api", "https://graph.threads.net",
                "token", "https://graph.threads.net",
                "authorize", "https://threads.net"),
            new SandboxSeat(NAME, "30000000000001"),
            limits(),
            new Abilities(
                true,
                false,
                true,
                settings.lagOf(NAME),
                Set.of(Metric.VIEWS, Metric.LIKES, Metric.COMMENTS, Metric.SHARES)),
            access());
  }

  private static Limits limits() {
    FileRule picture =
        // a width outside of 320 to 1440 is scaled, not refused
        FileRule.of(8L << 20, "image/jpeg", "image/png").ratio(0.1, 10);
    FileRule video =
        FileRule.of(1L << 30, "video/mp4", "video/quicktime")
            .width(1, 1_920)
            .ratio(0.01, 10)
            .seconds(0, 300);
    return new Limits(
        new TextRule("content", 0, TEXT, "characters", ThreadsText::length),
        List.of(TextRule.characters("topic_tag", 50).atLeast(1)),
        MediaRule.none()
            .images(PARTS, picture)
            .videos(PARTS, video)
            .mixed(PARTS)
            .pulledByUrl()
            .altText(1_000),
        ThreadsOptions.ALL,
        ThreadsOptions.rules());
  }

  private static Access access() {
    return new Access(
            List.of(
                "threads_basic",
                "threads_content_publish",
                "threads_manage_replies",
                "threads_manage_insights",
                "threads_delete"),
            Duration.ofDays(60),
            null,
            false,
            false,
            List.of(
                new Quota("posts", 250, DAY, "posts"),
                new Quota("replies", 1_000, DAY, "replies"),
                new Quota("deletions", 100, DAY, "deletions")))
        .renewedWhileValid();
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /**
   * A throttled submit or deletion holds up its own kind until it is known what there was too much
   * of; any other throttle holds up all of the account's calls.
   */
  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    if (answer.ok()) {
      return used(request, answer);
    }
    GraphError error = ThreadsErrors.error(answer);
    if (error == null) {
      return Platform.super.budgets(request, answer);
    }
    if (ThreadsErrors.blocked(error)) {
      return List.of(Budget.none(Budget.Scope.SUBMIT, Duration.ofHours(1)));
    }
    if (!ThreadsErrors.throttled(error) || request.method().equals("DELETE")) {
      return List.of();
    }
    Duration asked = GraphUsage.regained(answer);
    return List.of(
        Budget.none(
            request.last() ? Budget.Scope.SUBMIT : Budget.Scope.ALL,
            asked == null ? USUAL_REST : asked));
  }

  private static List<Budget> used(PlatformRequest request, Answered answer) {
    Budget quota = ThreadsQuota.budget(request, answer);
    if (quota != null) {
      return List.of(quota);
    }
    Duration usedUp = GraphUsage.usedUp(answer);
    return usedUp == null ? List.of() : List.of(Budget.none(Budget.Scope.ALL, usedUp));
  }
}
