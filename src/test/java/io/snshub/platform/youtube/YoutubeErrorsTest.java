package io.snshub.platform.youtube;

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

class YoutubeErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "401, authError, needs_reauth",
    "401, required, needs_reauth",
    "401, youtubeSignupRequired, permanent",
    "403, insufficientPermissions, needs_reauth",
    "403, quotaExceeded, transient",
    "429, rateLimitExceeded, transient",
    "403, rateLimitExceeded, transient",
    "403, userRateLimitExceeded, transient",
    "403, dailyLimitExceeded, transient",
    "403, accessNotConfigured, permanent",
    "400, uploadLimitExceeded, transient",
    "400, invalidTitle, permanent",
    "403, forbidden, permanent",
    "403, authenticatedUserAccountSuspended, permanent",
    "429, uploadRateLimitExceeded, transient",
    "503, backendError, transient"
  })
  void has_a_class_for_each_row_of_the_table(int status, String reason, String errorClass) {
    assertThat(of(status, reason).errorClass()).isEqualTo(errorClass);
  }

  @Test
  void a_daily_quota_comes_back_at_midnight_pacific_time() {
    assertThat(((Transient) of(403, "quotaExceeded")).retryAfter()).isEqualTo(Duration.ofHours(22));
    assertThat(((Transient) of(429, "rateLimitExceeded")).retryAfter())
        .isEqualTo(Duration.ofHours(22));
    assertThat(((Transient) of(403, "rateLimitExceeded")).retryAfter()).isNull();
  }

  @Test
  void only_a_stale_token_may_be_refreshed() {
    assertThat(((NeedsReauth) of(401, "authError")).refreshable()).isTrue();
    assertThat(((NeedsReauth) of(403, "insufficientPermissions")).refreshable()).isFalse();
  }

  @Test
  void leaves_markup_out_of_messages() {
    String body = "{\"error\":{\"message\":\"exceeded your <a href=x>quota</a>.\"}}";

    assertThat(YoutubeErrors.failure(new Answered(400, Map.of(), body.getBytes())).message())
        .isEqualTo("youtube: answered 400: exceeded your quota.");
  }

  private static PublishFailure of(int status, String reason) {
    String body = "{\"error\":{\"message\":\"m\",\"errors\":[{\"reason\":\"" + reason + "\"}]}}";
    // 10:00 GMT is 02:00 in California
    return YoutubeErrors.failure(
        new Answered(status, Map.of("date", "Fri, 20 Nov 2026 10:00:00 GMT"), body.getBytes()));
  }
}
