package io.snshub.platform.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.Budget;
import io.snshub.platform.Budget.Scope;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YoutubeBudgetTest {
  private static final Map<String, String> TEN_GMT =
      Map.of("date", "Fri, 20 Nov 2026 10:00:00 GMT");

  @Test
  void a_used_up_quota_lets_no_new_video_begin_until_midnight_pacific_time() {
    for (String reason : List.of("quotaExceeded", "dailyLimitExceeded")) {
      assertThat(told(false, 403, TEN_GMT, error(403, reason)))
          .containsExactly(Budget.none(Scope.BEGIN, Duration.ofHours(22)));
    }
    assertThat(told(false, 429, TEN_GMT, error(429, "rateLimitExceeded")))
        .containsExactly(Budget.none(Scope.BEGIN, Duration.ofHours(22)));
  }

  @Test
  void a_wait_that_is_named_is_kept() {
    assertThat(told(false, 429, Map.of("retry-after", "90"), ""))
        .containsExactly(Budget.none(Scope.BEGIN, Duration.ofSeconds(90)));
    assertThat(told(false, 403, TEN_GMT, error(403, "userRateLimitExceeded")))
        .containsExactly(Budget.none(Scope.BEGIN, Duration.ofMinutes(1)));
  }

  @Test
  void other_errors_tell_nothing() {
    assertThat(told(true, 403, TEN_GMT, error(403, "forbidden"))).isEmpty();
    assertThat(told(true, 200, TEN_GMT, "{}")).isEmpty();
  }

  @Test
  void a_report_that_may_not_be_asked_for_stops_no_upload() {
    PlatformRequest report = PlatformRequest.of("GET", "https://a.example.com/v2/reports?ids=x");

    assertThat(
            new YoutubeShortsPlatform(PlatformSettings.defaults())
                .budgets(
                    report, new Answered(403, TEN_GMT, error(403, "quotaExceeded").getBytes())))
        .isEmpty();
  }

  private static String error(int status, String reason) {
    return "{\"error\":{\"code\":%d,\"errors\":[{\"reason\":\"%s\"}]}}".formatted(status, reason);
  }

  private static List<Budget> told(
      boolean submit, int status, Map<String, String> headers, String body) {
    PlatformRequest call = PlatformRequest.of("POST", "https://api.example.com/");
    return new YoutubePlatform(PlatformSettings.defaults())
        .budgets(submit ? call.visible() : call, new Answered(status, headers, body.getBytes()));
  }
}
