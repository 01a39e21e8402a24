package io.snshub.platform.pinterest;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PinterestErrorsTest {
  @Test
  void tells_refusals_apart() {
    assertThat(code(400, 1, "Invalid request: 'x' does not match")).isEqualTo("invalid_request");
    assertThat(code(400, 1, "Unable to reach the URL.")).isEqualTo("media_unreachable");
    assertThat(code(400, 1, "Media upload 1 is not ready")).isEqualTo("media_not_ready");
    assertThat(code(403, 29, "You are not permitted to access that resource."))
        .isEqualTo("forbidden");
    assertThat(code(403, 29, "Apps with Trial access may not create Pins in production"))
        .isEqualTo("trial_access");
    assertThat(code(404, 40, "Board not found.")).isEqualTo("board_not_found");
    assertThat(code(404, 50, "Pin not found.")).isEqualTo("pin_not_found");
    assertThat(code(404, 2031, "Sorry!")).isEqualTo("section_not_found");
    assertThat(code(429, 8, "You have exceeded your rate limit.")).isEqualTo("rate_limited");
    assertThat(code(409, 409, "Board section conflict.")).isEqualTo("http_409");
  }

  @Test
  void a_dead_token_may_be_renewed_and_a_missing_right_may_not() {
    assertThat(
            ((PublishFailure.NeedsReauth) failure(401, 2, "Authentication failed.")).refreshable())
        .isTrue();
    for (int status : new int[] {401, 403}) {
      assertThat(
              ((PublishFailure.NeedsReauth) failure(status, 3, "Authorization failed."))
                  .refreshable())
          .isFalse();
    }
  }

  @Test
  void what_passes_is_told_from_what_stays() {
    assertThat(failure(500, 0, "Ooops").retryable()).isTrue();
    assertThat(failure(429, 7, "another limit").retryable()).isTrue();
    assertThat(failure(400, 1, "Unable to reach the URL.").retryable()).isTrue();
    assertThat(failure(400, 1, "Invalid").retryable()).isFalse();
    assertThat(failure(403, 29, "no").retryable()).isFalse();
  }

  @Test
  void a_wait_is_read_from_the_window() {
    Answered answer =
        new Answered(
            429,
            Map.of("x-ratelimit-reset", "12"),
            "{\"code\":8,\"message\":\"slow down\"}".getBytes());

    assertThat(((PublishFailure.Transient) PinterestErrors.failure(answer)).retryAfter())
        .isEqualTo(Duration.ofSeconds(12));
  }

  private static String code(int status, int code, String message) {
    return failure(status, code, message).code();
  }

  private static PublishFailure failure(int status, int code, String message) {
    String body = "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message);
    return PinterestErrors.failure(new Answered(status, Map.of(), body.getBytes()));
  }
}
