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
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    // status, reason, class of the failure, a publish is in doubt
    "401, authError, needs_reauth, false",
    "401, required, needs_reauth, false",
    "401, youtubeSignupRequired, permanent, false",
    "403, insufficientPermissions, needs_reauth, false",
    "403, quotaExceeded, transient, false",
    "429, rateLimitExceeded, transient, false",
    "403, rateLimitExceeded, transient, false",
    "403, userRateLimitExceeded, transient, false",
    "403, dailyLimitExceeded, transient, false",
    "403, accessNotConfigured, permanent, false",
    "400, uploadLimitExceeded, transient, false",
    "429, uploadRateLimitExceeded, transient, false",
    "400, invalidTitle, permanent, false",
    "400, invalidDescription, permanent, false",
    "400, invalidTags, permanent, false",
    "400, invalidCategoryId, permanent, false",
    "400, invalidPublishAt, permanent, false",
    "400, invalidFilename, permanent, false",
    "400, invalidRecordingDetails, permanent, false",
    "400, defaultLanguageNotSet, permanent, false",
    "400, invalidVideoMetadata, permanent, false",
    "400, mediaBodyRequired, permanent, false",
    "403, forbidden, permanent, false",
    "403, forbiddenLicenseSetting, permanent, false",
    "403, forbiddenPrivacySetting, permanent, false",
    "403, authenticatedUserAccountClosed, permanent, false",
    "403, authenticatedUserAccountSuspended, permanent, false",
    "403, accountDelegationForbidden, permanent, false",
    "404, videoNotFound, permanent, false",
    "500, internalError, transient, true",
    "503, backendError, transient, true",
    "502, backendError, transient, true"
  })
  void has_a_class_for_each_row_of_the_table(
      int status, String reason, String errorClass, boolean doubtful) {
    assertThat(of(status, reason).errorClass()).isEqualTo(errorClass);
    assertThat(YoutubeErrors.unsure(answer(status, reason))).isEqualTo(doubtful);
  }

  @Test
  void words_that_are_not_of_google_decide_nothing() {
    for (int status : new int[] {400, 401, 403, 404, 429, 503}) {
      for (String body : new String[] {"", "<html>", "{\"error\":{}}", "{\"error\":\"x\"}"}) {
        Answered answer = new Answered(status, Map.of(), body.getBytes());

        assertThat(YoutubeErrors.failure("youtube", answer)).isInstanceOf(Transient.class);
        assertThat(YoutubeErrors.unsure(answer)).as(status + body).isTrue();
      }
    }
  }

  @Test
  void a_daily_quota_comes_back_at_midnight_pacific_time() {
    assertThat(((Transient) of(403, "quotaExceeded")).retryAfter()).isEqualTo(Duration.ofHours(22));
    assertThat(((Transient) of(429, "rateLimitExceeded")).retryAfter())
        .isEqualTo(Duration.ofHours(22));
    assertThat(((Transient) of(403, "rateLimitExceeded")).retryAfter()).isNull();
  }

  @Test
  void the_newer_front_end_s_daily_stop_lasts_until_midnight_too() {
    String body =
        "{\"error\":{\"code\":429,\"message\":\"Quota exceeded for quota metric 'Video Uploads' and"
            + " limit 'Video Uploads per day'\",\"status\":\"RESOURCE_EXHAUSTED\"}}";
    Map<String, String> date = Map.of("date", "Fri, 20 Nov 2026 10:00:00 GMT");

    PublishFailure failure =
        YoutubeErrors.failure("youtube", new Answered(429, date, body.getBytes()));

    assertThat(((Transient) failure).retryAfter()).isEqualTo(Duration.ofHours(22));
  }

  @Test
  void only_a_stale_token_may_be_refreshed() {
    assertThat(((NeedsReauth) of(401, "authError")).refreshable()).isTrue();
    assertThat(((NeedsReauth) of(403, "insufficientPermissions")).refreshable()).isFalse();
  }

  @Test
  void leaves_markup_out_of_messages() {
    String body = "{\"error\":{\"message\":\"exceeded your <a href=x>quota</a>.\"}}";

    assertThat(
            YoutubeErrors.failure("youtube", new Answered(400, Map.of(), body.getBytes()))
                .message())
        .isEqualTo("youtube: answered 400: exceeded your quota.");
  }

  private static PublishFailure of(int status, String reason) {
    return YoutubeErrors.failure("youtube", answer(status, reason));
  }

  private static Answered answer(int status, String reason) {
    String body = "{\"error\":{\"message\":\"m\",\"errors\":[{\"reason\":\"" + reason + "\"}]}}";
    // 10:00 GMT is 02:00 in California
    return new Answered(status, Map.of("date", "Fri, 20 Nov 2026 10:00:00 GMT"), body.getBytes());
  }
}
