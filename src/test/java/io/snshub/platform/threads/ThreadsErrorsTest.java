package io.snshub.platform.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Transient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadsErrorsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // fact, status, code, subcode, class of the failure, a first publish is in doubt
    "token expired, 400, 190, 463, needs_reauth, false",
    "token expired with 401, 401, 190, 463, needs_reauth, false",
    "password changed, 400, 190, 460, needs_reauth, false",
    "session, 400, 102, 0, needs_reauth, false",
    "permission missing, 400, 10, 0, needs_reauth, false",
    "access tier, 403, 10, 4279067, needs_reauth, false",
    "permission group, 400, 200, 0, needs_reauth, false",
    "permission with a server error; and yet up, 500, 10, 0, transient, true",
    "media not fetched, 400, 1, 2207052, permanent, false",
    "container not found yet, 400, 24, 4279009, transient, false",
    "object missing, 400, 100, 33, transient, false",
    "parts not ready, 400, 100, 4279004, transient, false",
    "link card refused, 400, -1, 4279047, permanent, false",
    "validation, 400, 100, 0, permanent, false",
    "user restricted, 400, 100, 4279013, permanent, false",
    "blocked; perhaps up, 403, 4, 2207051, transient, true",
    "fault, 400, 1, 0, transient, true",
    "service down, 400, 2, 0, transient, true",
    "rate limit, 400, 613, 4279002, transient, false",
    "rate limit without a subcode, 400, 613, 0, transient, false",
    "app limit, 400, 4, 0, transient, false",
    "user limit, 400, 17, 0, transient, false",
    "page limit, 400, 32, 0, transient, false",
    "server with an unknown code, 503, 99, 0, transient, true"
  })
  void has_a_class_for_each_row_of_the_table(
      String fact, int status, int code, int subcode, String errorClass, boolean doubtful) {
    Answered answer = error(status, code, subcode, "m", Map.of());

    assertThat(ThreadsErrors.failure(answer).errorClass()).isEqualTo(errorClass);
    assertThat(ThreadsErrors.doubtful(answer, 1)).isEqualTo(doubtful);
  }

  @Test
  void words_that_are_not_of_the_threads_api_decide_nothing() {
    for (int status : new int[] {400, 401, 403, 404, 429, 503}) {
      for (String body : new String[] {"", "<html>", "{\"error\":{}}", "{\"error\":\"x\"}"}) {
        Answered answer = new Answered(status, Map.of(), body.getBytes());

        assertThat(ThreadsErrors.failure(answer)).isInstanceOf(Transient.class);
        assertThat(ThreadsErrors.doubtful(answer, 1)).as(status + body).isTrue();
      }
    }
  }

  @Test
  void a_refusal_that_an_earlier_attempt_may_explain_is_doubtful() {
    Answered bare = error(400, 100, 0, "Invalid parameter", Map.of());
    Answered told = error(400, 100, 0, "Container has already been published", Map.of());

    assertThat(ThreadsErrors.doubtful(bare, 1)).isFalse();
    assertThat(ThreadsErrors.doubtful(bare, 2)).isTrue();
    assertThat(ThreadsErrors.doubtful(told, 1)).isTrue();
  }

  @Test
  void a_throttle_that_calls_itself_transient_is_still_a_refusal() {
    String body = "{\"error\":{\"code\":4,\"is_transient\":true,\"message\":\"limit\"}}";

    assertThat(ThreadsErrors.doubtful(new Answered(403, Map.of(), body.getBytes()), 1)).isFalse();
  }

  @Test
  void only_an_expired_token_may_be_refreshed() {
    assertThat(refreshable(463)).isTrue();
    assertThat(refreshable(0)).isTrue();
    for (int subcode : new int[] {458, 459, 460, 464, 467, 492}) {
      assertThat(refreshable(subcode)).as("%s", subcode).isFalse();
    }
  }

  @Test
  void waits_as_long_as_the_usage_header_says_when_there_is_one() {
    Map<String, String> usage =
        Map.of(
            "x-business-use-case-usage",
            "{\"3000\":[{\"type\":\"threads\",\"estimated_time_to_regain_access\":19}]}");

    assertThat(wait(error(400, 613, 4279002, "m", usage))).isEqualTo(Duration.ofMinutes(19));
    assertThat(wait(error(400, 613, 4279002, "m", Map.of()))).isNull();
    assertThat(wait(error(400, 24, 4279009, "m", Map.of()))).isEqualTo(Duration.ofSeconds(5));
    assertThat(wait(error(403, 4, 2207051, "m", Map.of()))).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED_DOWNLOADING_VIDEO, transient",
    "UNKNOWN, transient",
    "'', transient",
    "FAILED_PROCESSING_AUDIO, permanent",
    "FAILED_PROCESSING_VIDEO, permanent",
    "INVALID_ASPEC_RATIO, permanent",
    "INVALID_BIT_RATE, permanent",
    "INVALID_DURATION, permanent",
    "INVALID_FRAME_RATE, permanent",
    "INVALID_AUDIO_CHANNELS, permanent",
    "INVALID_AUDIO_CHANNEL_LAYOUT, permanent"
  })
  void a_failed_container_tells_why_in_one_word(String word, String errorClass) {
    PublishFailure failure = ThreadsErrors.containerFailed(word);

    assertThat(failure.errorClass()).isEqualTo(errorClass);
    assertThat(failure.message()).startsWith("threads: ").contains(word);
  }

  private static boolean refreshable(int subcode) {
    return ((NeedsReauth) ThreadsErrors.failure(error(400, 190, subcode, "m", Map.of())))
        .refreshable();
  }

  private static Duration wait(Answered answer) {
    return ((Transient) ThreadsErrors.failure(answer)).retryAfter();
  }

  private static Answered error(
      int status, int code, int subcode, String message, Map<String, String> headers) {
    String sub = subcode == 0 ? "" : ",\"error_subcode\":" + subcode;
    String body = "{\"error\":{\"message\":\"" + message + "\",\"code\":" + code + sub + "}}";
    return new Answered(status, headers, body.getBytes());
  }
}
