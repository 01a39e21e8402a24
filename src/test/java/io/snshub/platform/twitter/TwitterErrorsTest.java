package io.snshub.platform.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Posts are limited to a maximum of one cashtag                            | too_many_cashtags",
        "This user is not allowed to post a video longer than 2 minutes           | video_too_long",
        "The Tweet contains an invalid URL.                                       | invalid_url",
        "Your Tweet text is too long.                                             | text_too_long",
        "You attempted to reply to a Tweet that is deleted or not visible to you. | other_post_gone",
        "You are not permitted to perform this action.                            | forbidden"
      })
  void refusals_that_differ_by_their_words_alone_have_codes(String detail, String code) {
    PublishFailure failure =
        of(403, "{\"detail\":\"%s\",\"type\":\"about:blank\"}".formatted(detail));

    assertThat(failure).isInstanceOf(Permanent.class);
    assertThat(failure.code()).isEqualTo(code);
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
  void words_that_are_not_of_x_decide_nothing() {
    for (int status : new int[] {400, 401, 403, 404, 429, 503}) {
      for (String body : new String[] {"", "<html>", "{\"error\":\"denied\"}", "[]"}) {
        Answered answer = new Answered(status, DATE, body.getBytes());

        assertThat(TwitterErrors.failure(answer)).isInstanceOf(Transient.class);
        assertThat(TwitterErrors.unsure(answer)).as(status + body).isTrue();
      }
    }
  }

  @Test
  void a_status_line_with_a_challenge_or_a_limit_is_of_x_without_a_body() {
    Answered stale = new Answered(401, Map.of("www-authenticate", "Bearer"), new byte[0]);
    Answered limit = new Answered(429, Map.of("x-rate-limit-limit", "100"), new byte[0]);

    assertThat(TwitterErrors.failure(stale)).isInstanceOf(NeedsReauth.class);
    assertThat(TwitterErrors.unsure(limit)).isFalse();
  }

  static Stream<Arguments> table() {
    String problems = "https://api.twitter.com/2/problems/";
    return Stream.of(
        // fact, status, body, class of the failure, a publish is in doubt
        row(
            "validation of parameters",
            400,
            "{\"errors\":[{\"message\":\"Your media IDs are invalid.\"}],\"title\":"
                + "\"Invalid Request\",\"type\":\""
                + problems
                + "invalid-request\"}",
            "permanent",
            false),
        row("stale token", 401, problem("Unauthorized", "about:blank"), "needs_reauth", false),
        row("credits, first form", 402, problem("CreditsDepleted", "credits"), "permanent", false),
        row(
            "credits, later form",
            402,
            problem("Payment Required", problems + "credits-depleted"),
            "permanent",
            false),
        row("not permitted", 403, problem("Forbidden", "about:blank"), "permanent", false),
        row(
            "app-only token",
            403,
            problem("Unsupported Authentication", problems + "unsupported-authentication"),
            "needs_reauth",
            false),
        row(
            "app not enrolled",
            403,
            problem("Client Forbidden", problems + "client-forbidden"),
            "permanent",
            false),
        row(
            "app lacks a permission",
            403,
            problem("Forbidden", problems + "oauth1-permissions"),
            "permanent",
            false),
        row(
            "suspended user",
            403,
            problem("Forbidden", problems + "user-suspended"),
            "permanent",
            false),
        row(
            "no such post",
            404,
            problem("Not Found Error", problems + "resource-not-found"),
            "permanent",
            false),
        row("rate limit", 429, problem("Too Many Requests", "about:blank"), "transient", false),
        row(
            "rate limit of the gateway",
            429,
            "{\"errors\":[{\"code\":88,\"message\":\"Rate limit exceeded\"}]}",
            "transient",
            false),
        row(
            "month used up",
            429,
            problem("UsageCapExceeded", problems + "usage-capped"),
            "permanent",
            false),
        row("server", 500, problem("Internal Server Error", "about:blank"), "transient", true),
        row("gateway", 502, "<html>", "transient", true),
        row("over capacity", 503, problem("Service Unavailable", "about:blank"), "transient", true),
        row("gateway's patience", 504, "", "transient", true));
  }

  private static Arguments row(
      String fact, int status, String body, String errorClass, boolean doubtful) {
    return Arguments.of(fact, status, body, errorClass, doubtful);
  }

  private static String problem(String title, String type) {
    return "{\"title\":\"%s\",\"detail\":\"%s\",\"type\":\"%s\"}".formatted(title, title, type);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void has_a_class_for_each_row_of_the_table(
      String fact, int status, String body, String errorClass, boolean doubtful) {
    Answered answer = new Answered(status, DATE, body.getBytes());

    assertThat(TwitterErrors.failure(answer).errorClass()).isEqualTo(errorClass);
    assertThat(TwitterErrors.unsure(answer)).isEqualTo(doubtful);
  }

  private static PublishFailure of(int status, String body) {
    return TwitterErrors.failure(new Answered(status, DATE, body.getBytes()));
  }
}
