package io.snshub.platform.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.Budget;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacebookErrorsTest {
  private static final PlatformRequest FEED =
      PlatformRequest.of("POST", "https://graph.facebook.com/v26.0/42/feed").visible();

  private final FacebookPlatform platform = new FacebookPlatform(PlatformSettings.defaults());

  @ParameterizedTest
  @CsvSource({
    "190, 463, true",
    "190, 0, true",
    "190, 467, true",
    "190, 2069032, true",
    "102, 0, true",
    "190, 458, false",
    "190, 459, false",
    "190, 460, false",
    "190, 464, false",
    "190, 492, false",
    "10, 0, false",
    "200, 0, false",
    "210, 0, false",
    "283, 0, false",
    "3, 0, false",
    "100, 1404078, false",
    "100, 4854002, false"
  })
  void a_token_or_a_permission_needs_the_account(int code, int subcode, boolean refreshable) {
    assertThat(failure(400, code, subcode, false))
        .isInstanceOfSatisfying(
            NeedsReauth.class, dead -> assertThat(dead.refreshable()).isEqualTo(refreshable));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0",
    "17, 0",
    "32, 0",
    "613, 0",
    "613, 1996",
    "80001, 0",
    "341, 0",
    "368, 1390008",
    "1, 0",
    "2, 0",
    "1, 1363047",
    "100, 1609010",
    "389, 0",
    "6001, 0",
    "324, 2069019"
  })
  void what_passes_is_tried_again(int code, int subcode) {
    assertThat(failure(400, code, subcode, false)).isInstanceOf(Transient.class);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0",
    "100, 33",
    "100, 2061006",
    "100, 1349125",
    "100, 1609008",
    "324, 1366046",
    "368, 0",
    "368, 1346003",
    "368, 1404102",
    "368, 1404112",
    "382, 0",
    "506, 0",
    "6000, 0"
  })
  void what_stays_is_told_with_its_code(int code, int subcode) {
    PublishFailure failure = failure(400, code, subcode, false);

    assertThat(failure).isInstanceOf(Permanent.class);
    assertThat(failure.code()).isEqualTo(subcode == 0 ? "" + code : code + "/" + subcode);
    assertThat(failure.message()).isEqualTo("facebook: answered 400: words");
  }

  @Test
  void a_throttle_says_how_long() {
    Answered throttled =
        answered(
            400,
            80001,
            0,
            false,
            Map.of(
                "x-business-use-case-usage",
                "{\"42\":[{\"type\":\"pages\",\"estimated_time_to_regain_access\":19}]}"));

    assertThat(((Transient) FacebookErrors.failure(throttled)).retryAfter())
        .isEqualTo(Duration.ofMinutes(19));
    assertThat(platform.budgets(FEED, throttled))
        .isEqualTo(List.of(Budget.none(Budget.Scope.ALL, Duration.ofMinutes(19))));
  }

  @Test
  void a_page_that_is_used_up_rests_before_it_is_throttled() {
    Answered full = new Answered(200, Map.of("x-app-usage", "{\"call_count\":100}"), new byte[0]);
    Answered busy = new Answered(200, Map.of("x-app-usage", "{\"call_count\":99}"), new byte[0]);

    assertThat(platform.budgets(FEED, full))
        .isEqualTo(List.of(Budget.none(Budget.Scope.ALL, Duration.ofMinutes(5))));
    assertThat(platform.budgets(FEED, busy)).isEmpty();
  }

  @Test
  void who_posts_too_fast_posts_no_more_for_an_hour() {
    List<Budget> hour = List.of(Budget.none(Budget.Scope.SUBMIT, Duration.ofHours(1)));

    assertThat(platform.budgets(FEED, answered(400, 368, 1390008, false, Map.of())))
        .isEqualTo(hour);
    assertThat(platform.budgets(FEED, answered(400, 368, 0, false, Map.of()))).isEqualTo(hour);
    assertThat(platform.budgets(FEED, answered(400, 100, 0, false, Map.of()))).isEmpty();
  }

  @Test
  void an_outage_leaves_open_what_happened_and_a_refusal_does_not() {
    assertThat(FacebookErrors.doubtful(answered(400, 1, 0, false, Map.of()))).isTrue();
    assertThat(FacebookErrors.doubtful(answered(400, 2, 0, true, Map.of()))).isTrue();
    assertThat(FacebookErrors.doubtful(answered(500, 100, 0, false, Map.of()))).isTrue();
    assertThat(FacebookErrors.doubtful(answered(400, 100, 0, true, Map.of()))).isTrue();
    assertThat(FacebookErrors.doubtful(answered(400, 100, 0, false, Map.of()))).isFalse();
    assertThat(FacebookErrors.doubtful(answered(400, 80001, 0, true, Map.of()))).isFalse();
    assertThat(FacebookErrors.doubtful(answered(403, 200, 0, false, Map.of()))).isFalse();
  }

  private static PublishFailure failure(int status, int code, int subcode, boolean passing) {
    return FacebookErrors.failure(answered(status, code, subcode, passing, Map.of()));
  }

  private static Answered answered(
      int status, int code, int subcode, boolean passing, Map<String, String> headers) {
    String body =
        "{\"error\":{\"message\":\"words\",\"type\":\"OAuthException\",\"code\":%d%s%s}}"
            .formatted(
                code,
                subcode == 0 ? "" : ",\"error_subcode\":" + subcode,
                passing ? ",\"is_transient\":true" : "");
    return new Answered(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
