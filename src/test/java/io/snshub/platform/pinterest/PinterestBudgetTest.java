package io.snshub.platform.pinterest;

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

class PinterestBudgetTest {
  private static final String LIMIT =
      "100, 100;w=1;name=\"safety_net_app_id_user_id\", 100;w=60;name=\"org_write_app_id_user_id\"";
  private static final PlatformRequest READ =
      PlatformRequest.of("GET", "https://api.example.com/v5/boards/1/pins?page_size=25");
  private static final PlatformRequest SUBMIT =
      PlatformRequest.of("POST", "https://api.example.com/v5/pins").visible();

  @Test
  void a_submit_tells_how_many_are_left() {
    assertThat(told(SUBMIT, 201, headers("7", "42")))
        .containsExactly(new Budget("x-ratelimit", Scope.SUBMIT, 7, Duration.ofSeconds(42)));
    assertThat(told(SUBMIT, 400, headers("0, 5;w=1", "1")))
        .containsExactly(new Budget("x-ratelimit", Scope.SUBMIT, 0, Duration.ofSeconds(1)));
  }

  @Test
  void a_read_and_an_answer_without_headers_tell_nothing() {
    assertThat(told(READ, 200, headers("7", "42"))).isEmpty();
    assertThat(told(SUBMIT, 201, Map.of())).isEmpty();
    assertThat(told(SUBMIT, 201, headers("many", "soon"))).isEmpty();
    assertThat(told(SUBMIT, 201, headers("999999999999", "1"))).isEmpty();
  }

  @Test
  void too_many_calls_make_the_account_rest() {
    assertThat(told(SUBMIT, 429, headers("0", "17")))
        .containsExactly(Budget.none(Scope.SUBMIT, Duration.ofSeconds(17)));
    assertThat(told(READ, 429, Map.of()))
        .containsExactly(Budget.none(Scope.BEGIN, Duration.ofMinutes(1)));
    assertThat(told(READ, 429, Map.of("retry-after", "90")))
        .containsExactly(Budget.none(Scope.BEGIN, Duration.ofSeconds(90)));
  }

  @Test
  void a_reset_may_also_be_a_point_in_time() {
    Map<String, String> headers =
        Map.of(
            "date", "Fri, 20 Nov 2026 10:00:00 GMT",
            "x-ratelimit-remaining", "3",
            "x-ratelimit-reset", "1795168830");

    assertThat(told(SUBMIT, 201, headers))
        .containsExactly(new Budget("x-ratelimit", Scope.SUBMIT, 3, Duration.ofSeconds(30)));
  }

  @Test
  void too_many_questions_about_counters_hold_up_no_post() {
    PlatformRequest counters =
        PlatformRequest.of("GET", "https://api.example.com/v5/pins/1/analytics?start_date=x");

    assertThat(told(counters, 429, headers("0", "17"))).isEmpty();
  }

  private static Map<String, String> headers(String remaining, String reset) {
    return Map.of(
        "x-ratelimit-limit", LIMIT,
        "x-ratelimit-remaining", remaining,
        "x-ratelimit-reset", reset);
  }

  private static List<Budget> told(
      PlatformRequest request, int status, Map<String, String> headers) {
    return new PinterestPlatform(PlatformSettings.defaults())
        .budgets(request, new Answered(status, headers, new byte[0]));
  }
}
