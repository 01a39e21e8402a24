package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.platform.PlatformAnswer.Answered;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final String NOW = "Fri, 20 Nov 2026 10:00:00 GMT";

  @Test
  void reads_retry_after_in_seconds_and_as_a_date() {
    assertThat(Answers.retryAfter(with("retry-after", "120"))).isEqualTo(Duration.ofMinutes(2));
    assertThat(Answers.retryAfter(with("retry-after", "Fri, 20 Nov 2026 10:05:00 GMT")))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void caps_a_wait_at_a_day_and_takes_the_past_as_now() {
    assertThat(Answers.retryAfter(with("retry-after", "99999999"))).isEqualTo(Duration.ofDays(1));
    assertThat(Answers.retryAfter(with("retry-after", "Fri, 20 Nov 2026 09:00:00 GMT"))).isZero();
    assertThat(Answers.untilEpoch(with("x-reset", "1"), "x-reset")).isZero();
  }

  @Test
  void takes_nonsense_for_no_word_at_all() {
    for (String nonsense : new String[] {"soon", "-1", "", "1e9", "99999999999999999999"}) {
      assertThat(Answers.retryAfter(with("retry-after", nonsense))).as(nonsense).isNull();
      assertThat(Answers.untilEpoch(with("x-reset", nonsense), "x-reset")).as(nonsense).isNull();
    }
    assertThat(Answers.retryAfter(with("other", "1"))).isNull();
  }

  @Test
  void broken_json_is_a_missing_node() {
    for (String body : new String[] {"", "{", "<html>", "\u0000"}) {
      assertThat(Answers.json(new Answered(200, Map.of(), body.getBytes())).isMissingNode())
          .as(body)
          .isTrue();
    }
  }

  @Test
  void encodes_for_forms_and_queries() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("a", "x y&z=1");
    fields.put("b", "ü+:/");

    assertThat(Answers.form(fields)).isEqualTo("a=x%20y%26z%3D1&b=%C3%BC%2B%3A%2F");
  }

  @Test
  void shortens_what_a_platform_says() {
    assertThat(Answers.words("x", 400, "a\n  b")).isEqualTo("x: answered 400: a b");
    assertThat(Answers.words("x", 400, null)).isEqualTo("x: answered 400");
    assertThat(Answers.words("x", 400, "y".repeat(1000))).hasSizeLessThan(340);
  }

  @Test
  void a_broken_handle_is_not_quoted() {
    assertThatThrownBy(() -> Answers.read("{secret", PlatformAnswer.Lost.class))
        .hasMessage("not a Lost")
        .hasNoCause();
  }

  @Test
  void only_a_4xx_that_is_no_timeout_may_be_a_refusal() {
    for (int status : new int[] {400, 401, 403, 404, 409, 429, 499}) {
      assertThat(new Answered(status, Map.of(), new byte[0]).mayRefuse()).as("%d", status).isTrue();
    }
    for (int status : new int[] {200, 204, 302, 399, 408, 500, 503}) {
      assertThat(new Answered(status, Map.of(), new byte[0]).mayRefuse())
          .as("%d", status)
          .isFalse();
    }
  }

  private static Answered with(String header, String value) {
    return new Answered(429, Map.of("date", NOW, header, value), new byte[0]);
  }
}
