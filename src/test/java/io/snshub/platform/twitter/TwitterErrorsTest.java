package io.snshub.platform.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwitterErrorsTest {
  private static final Map<String, String> DATE = Map.of("date", "Fri, 20 Nov 2026 10:00:00 GMT");

  @Test
  void reads_all_three_envelopes() {
    assertThat(of(403, "{\"detail\":\"Not you.\",\"title\":\"Forbidden\"}").message())
        .isEqualTo("twitter: answered 403: Not you.");
    assertThat(
            of(
                400,
                "{\"errors\":[{\"message\":\"Your media IDs are invalid.\"}],\"type\":"
                    + "\"https://api.twitter.com/2/problems/invalid-request\"}"))
        .isEqualTo(
            new Permanent("invalid-request", "twitter: answered 400: Your media IDs are invalid."));
    assertThat(of(429, "{\"errors\":[{\"code\":88,\"message\":\"Rate limit exceeded\"}]}"))
        .isInstanceOf(Transient.class);
  }

  @Test
  void reads_the_type_from_either_host() {
    for (String host : new String[] {"api.twitter.com", "api.x.com"}) {
      String body = "{\"type\":\"https://%s/2/problems/unsupported-authentication\"}";

      assertThat(of(403, body.formatted(host)))
          .isInstanceOfSatisfying(
              NeedsReauth.class, dead -> assertThat(dead.refreshable()).isFalse());
    }
  }

  @Test
  void a_duplicate_has_a_code_of_its_own() {
    assertThat(
            of(
                    403,
                    "{\"detail\":\"You are not allowed to create a Tweet with duplicate content.\","
                        + "\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403}")
                .code())
        .isEqualTo("duplicate");
  }

  @Test
  void no_credits_and_a_used_up_month_do_not_pass_by_themselves() {
    assertThat(of(402, "{\"title\":\"CreditsDepleted\"}")).isInstanceOf(Permanent.class);
    assertThat(of(429, "{\"type\":\"https://api.x.com/2/problems/usage-capped\"}"))
        .isInstanceOf(Permanent.class);
  }

  @Test
  void a_day_that_is_used_up_is_waited_for_before_the_quarter_of_an_hour() {
    Map<String, String> headers =
        Map.of(
            "date", "Fri, 20 Nov 2026 10:00:00 GMT",
            "x-rate-limit-reset", "1795168860",
            "x-user-limit-24hour-remaining", "0",
            "x-user-limit-24hour-reset", "1795172400");

    PublishFailure failure = TwitterErrors.failure(new Answered(429, headers, new byte[0]));

    assertThat(((Transient) failure).retryAfter()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void a_refusal_without_a_body_is_still_one() {
    assertThat(of(404, "")).isInstanceOf(Permanent.class);
    assertThat(of(401, "<html>")).isInstanceOf(NeedsReauth.class);
    assertThat(of(503, "<html>")).isInstanceOf(Transient.class);
  }

  private static PublishFailure of(int status, String body) {
    return TwitterErrors.failure(new Answered(status, DATE, body.getBytes()));
  }
}
