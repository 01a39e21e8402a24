package io.snshub.platform.instagram;

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

class InstagramErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "190, 463, needs_reauth",
    "190, 460, needs_reauth",
    "102, 0, needs_reauth",
    "10, 0, needs_reauth",
    "200, 0, needs_reauth",
    "24, 2207006, needs_reauth",
    "25, 2207050, permanent",
    "-1, 2207001, transient",
    "1, 0, transient",
    "2, 0, transient",
    "-2, 2207003, transient",
    "9004, 2207052, permanent",
    "-1, 2207032, transient",
    "9007, 2207027, transient",
    "24, 2207008, transient",
    "9, 2207042, transient",
    "36000, 2207004, permanent",
    "36003, 2207009, permanent",
    "352, 2207026, permanent",
    "36004, 2207010, permanent",
    "4, 0, transient",
    "17, 0, transient",
    "613, 0, transient",
    "80002, 0, transient",
    "100, 33, transient",
    "100, 2207028, permanent"
  })
  void has_a_class_for_each_row_of_the_table(int code, int subcode, String errorClass) {
    assertThat(InstagramErrors.failure(error(code, subcode, Map.of())).errorClass())
        .isEqualTo(errorClass);
  }

  @Test
  void only_an_expired_token_may_be_refreshed() {
    assertThat(((NeedsReauth) InstagramErrors.failure(error(190, 463, Map.of()))).refreshable())
        .isTrue();
    assertThat(((NeedsReauth) InstagramErrors.failure(error(190, 460, Map.of()))).refreshable())
        .isFalse();
  }

  @Test
  void waits_as_many_minutes_as_the_usage_header_says() {
    Map<String, String> usage =
        Map.of(
            "x-business-use-case-usage",
            "{\"1784\":[{\"type\":\"instagram\",\"estimated_time_to_regain_access\":19}]}");

    PublishFailure failure = InstagramErrors.failure(error(80002, 0, usage));

    assertThat(((Transient) failure).retryAfter()).isEqualTo(Duration.ofMinutes(19));
  }

  @Test
  void a_throttle_that_calls_itself_transient_is_still_a_refusal() {
    String body = "{\"error\":{\"code\":4,\"is_transient\":true,\"message\":\"limit\"}}";

    assertThat(InstagramErrors.doubtful(new Answered(403, Map.of(), body.getBytes()))).isFalse();
  }

  @Test
  void reads_why_a_container_failed_from_its_text() {
    assertThat(InstagramErrors.containerFailed("Error: 2207053 unknown upload error").retryable())
        .isTrue();
    assertThat(InstagramErrors.containerFailed("Error: no number").code())
        .isEqualTo("container_failed");
  }

  private static Answered error(int code, int subcode, Map<String, String> headers) {
    String sub = subcode == 0 ? "" : ",\"error_subcode\":" + subcode;
    String body = "{\"error\":{\"message\":\"m\",\"code\":" + code + sub + "}}";
    return new Answered(400, headers, body.getBytes());
  }
}
