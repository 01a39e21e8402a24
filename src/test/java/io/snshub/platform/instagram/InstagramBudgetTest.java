package io.snshub.platform.instagram;

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

class InstagramBudgetTest {
  private static final String ERROR =
      "{\"error\":{\"code\":%d,\"error_subcode\":%d,\"message\":\"m\"}}";

  @Test
  void a_throttle_holds_every_call_as_long_as_the_usage_says() {
    Map<String, String> headers =
        Map.of(
            "x-business-use-case-usage",
            "{\"1784\":[{\"type\":\"instagram\",\"estimated_time_to_regain_access\":19}]}");

    for (int code : new int[] {4, 17, 32, 613, 80002}) {
      assertThat(told(false, 400, headers, ERROR.formatted(code, 0)))
          .containsExactly(Budget.none(Scope.ALL, Duration.ofMinutes(19)));
    }
    assertThat(told(true, 400, Map.of(), ERROR.formatted(4, 0)))
        .containsExactly(Budget.none(Scope.ALL, Duration.ofMinutes(5)));
  }

  @Test
  void the_quota_of_posts_and_a_block_hold_posts_only() {
    for (int subcode : new int[] {2207042, 2207051}) {
      assertThat(told(true, 400, Map.of(), ERROR.formatted(9, subcode)))
          .containsExactly(Budget.none(Scope.SUBMIT, Duration.ofHours(1)));
    }
  }

  @Test
  void a_usage_of_a_hundred_percent_is_the_end_also_when_the_call_went_well() {
    assertThat(told(false, 200, Map.of("x-app-usage", "{\"call_count\":99}"), "{}")).isEmpty();
    assertThat(told(false, 200, Map.of("x-app-usage", "{\"total_time\":100}"), "{}"))
        .containsExactly(Budget.none(Scope.ALL, Duration.ofMinutes(5)));
    assertThat(told(false, 200, Map.of("x-app-usage", "soon"), "{}")).isEmpty();
  }

  @Test
  void other_errors_tell_nothing() {
    assertThat(told(true, 400, Map.of(), ERROR.formatted(36003, 2207009))).isEmpty();
    assertThat(told(true, 500, Map.of(), "<html>")).isEmpty();
  }

  private static List<Budget> told(
      boolean submit, int status, Map<String, String> headers, String body) {
    PlatformRequest call = PlatformRequest.of("POST", "https://api.example.com/");
    return new InstagramPlatform(PlatformSettings.defaults())
        .budgets(submit ? call.visible() : call, new Answered(status, headers, body.getBytes()));
  }
}
