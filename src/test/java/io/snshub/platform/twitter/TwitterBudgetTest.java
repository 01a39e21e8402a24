package io.snshub.platform.twitter;

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

class TwitterBudgetTest {
  private static final String DATE = "Fri, 20 Nov 2026 10:00:00 GMT";

  @Test
  void every_window_of_a_submit_is_told() {
    Map<String, String> headers =
        Map.of(
            "date", DATE,
            "x-rate-limit-remaining", "7",
            "x-rate-limit-reset", "1795168860",
            "x-user-limit-24hour-remaining", "0",
            "x-user-limit-24hour-reset", "1795172400");

    assertThat(told(true, 201, headers, "{}"))
        .containsExactly(
            new Budget("x-rate-limit", Scope.SUBMIT, 7, Duration.ofMinutes(1)),
            new Budget("x-user-limit-24hour", Scope.SUBMIT, 0, Duration.ofHours(1)));
    assertThat(told(false, 200, headers, "{}")).as("those of a read").isEmpty();
  }

  @Test
  void too_many_calls_mean_a_rest_until_the_reset() {
    Map<String, String> headers = Map.of("date", DATE, "x-rate-limit-reset", "1795168860");

    assertThat(told(true, 429, headers, ""))
        .containsExactly(Budget.none(Scope.SUBMIT, Duration.ofMinutes(1)));
    assertThat(told(false, 429, headers, ""))
        .containsExactly(Budget.none(Scope.BEGIN, Duration.ofMinutes(1)));
  }

  @Test
  void nonsense_tells_nothing() {
    for (String value : List.of("-1", "soon", "", "99999999999999999999")) {
      Map<String, String> headers =
          Map.of("date", DATE, "x-rate-limit-remaining", value, "x-rate-limit-reset", value);

      assertThat(told(true, 201, headers, "{}")).as(value).isEmpty();
    }
  }

  private static List<Budget> told(
      boolean submit, int status, Map<String, String> headers, String body) {
    PlatformRequest call = PlatformRequest.of("POST", "https://api.example.com/");
    return new TwitterPlatform(PlatformSettings.defaults())
        .budgets(submit ? call.visible() : call, new Answered(status, headers, body.getBytes()));
  }
}
