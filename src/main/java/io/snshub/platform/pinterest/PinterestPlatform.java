package io.snshub.platform.pinterest;

import io.snshub.platform.Abilities;
import io.snshub.platform.Access;
import io.snshub.platform.Access.Quota;
import io.snshub.platform.Answers;
import io.snshub.platform.Budget;
import io.snshub.platform.FileRule;
import io.snshub.platform.Limits;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Metric;
import io.snshub.platform.Option;
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

/** Pinterest as data: a post is one pin, its text the description. */
@Component
class PinterestPlatform implements Platform {
  static final String NAME = "pinterest";

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private final PlatformProfile profile;

  PinterestPlatform(PlatformSettings settings) {
    this.profile =
        new PlatformProfile(
            NAME,
            "Pinterest",
            Set.of(),
            "v5",
            Map.of(
                "api", "https://api.pinterest.com",
                "token", "https://api.pinterest.com",
                "authorize", "https://www.pinterest.com"),
            new SandboxSeat(NAME, PinterestSandbox.BOARD),
            limits(),
            new Abilities(
                true,
                false,
                true,
                settings.lagOf(NAME),
                Set.of(
                    Metric.IMPRESSIONS,
                    Metric.CLICKS,
                    Metric.LIKES,
                    Metric.COMMENTS,
                    Metric.SAVES,
                    Metric.VIEWS,
                    Metric.WATCH_SECONDS)),
            access());
  }

  private static Limits limits() {
    return new Limits(
        TextRule.characters("content", 800),
        List.of(TextRule.characters("title", 100), TextRule.characters("link", 2_048)),
        MediaRule.none()
            .images(5, FileRule.of(20 << 20, "image/jpeg", "image/png", "image/webp", "image/gif"))
            .videos(
                1,
                FileRule.of(2L << 30, "video/mp4", "video/quicktime", "video/x-m4v")
                    .seconds(4, 900))
            .require()
            .pulledByUrl()
            .altText(500),
        List.of(
            Option.text("board_id", "the board; the account's own by default"),
            Option.text("board_section_id", "a section of the board"),
            Option.text("link", "where a click leads"),
            Option.text("dominant_color", "a colour such as #6E7874"),
            Option.text("parent_pin_id", "the pin that this one was saved from"),
            Option.text("cover_image_url", "a picture that covers a video"),
            Option.number("cover_image_key_frame_time", "the second of a video that covers it"),
            Option.number("cover_index", "which picture of several comes first, from 0"),
            Option.objects("carousel_items", "title, description and link picture by picture")),
        PinterestRules.all());
  }

  private static Access access() {
    return new Access(
        List.of("boards:read", "boards:write", "pins:read", "pins:write", "user_accounts:read"),
        Duration.ofDays(30),
        Duration.ofDays(60),
        true,
        false,
        List.of(
            new Quota("org_write", 100, MINUTE, "calls"),
            new Quota("org_read", 1_000, MINUTE, "calls"),
            new Quota("org_analytics", 60, MINUTE, "calls")));
  }

  @Override
  public PlatformProfile profile() {
    return profile;
  }

  /**
   * The windows of reads don't matter to a post, so only a submit's answer is read for them; and
   * too many questions about counters hold up nothing else.
   */
  @Override
  public List<Budget> budgets(PlatformRequest request, Answered answer) {
    boolean counters = request.uri().contains("/analytics?");
    if (answer.status() == 429) {
      Duration rest = Answers.rest(PinterestErrors.pause(answer));
      return counters ? List.of() : List.of(Budget.none(Platform.scope(request), rest));
    }
    Long left = request.last() ? PinterestErrors.first(answer, "x-ratelimit-remaining") : null;
    Duration reset = PinterestErrors.reset(answer);
    return left == null || left > Integer.MAX_VALUE || reset == null
        ? List.of()
        : List.of(new Budget("x-ratelimit", Budget.Scope.SUBMIT, left.intValue(), reset));
  }
}
