package io.snshub.platform.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.NeedsReauth;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiktokErrorsTest {
  private static Answered answer(int status, String body, String... headers) {
    Map<String, String> lines = headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]);
    return new Answered(status, lines, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Answered error(int status, String code) {
    return answer(
        status,
        "{\"data\":{},\"error\":{\"code\":\"%s\",\"message\":\"why\",\"log_id\":\"1\"}}"
            .formatted(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid_param",
        "invalid_params",
        "invalid_file_upload",
        "privacy_level_option_mismatch",
        "url_ownership_unverified",
        "unaudited_client_can_only_post_to_private_accounts",
        "spam_risk_user_banned_from_posting",
        "invalid_publish_id",
        "token_not_authorized_for_specified_publish_id",
        "app_version_check_failed",
        "a_code_of_next_year"
      })
  void what_a_person_has_to_mend_stays(String code) {
    assertThat(TiktokErrors.failure(error(400, code)))
        .isEqualTo(new Permanent(code, "tiktok: answered 400: " + code + " why"));
  }

  @ParameterizedTest
  @CsvSource({
    "429, rate_limit_exceeded, PT1M",
    "200, spam_risk_too_many_posts, PT1H",
    "403, spam_risk_too_many_posts, PT1H",
    "403, spam_risk_too_many_pending_share, PT1H",
    "200, reached_active_user_cap, PT1H"
  })
  void limits_pass_with_their_window(int status, String code, Duration wait) {
    assertThat(TiktokErrors.failure(error(status, code)))
        .isInstanceOfSatisfying(
            Transient.class,
            full -> {
              assertThat(full.code()).isEqualTo(code);
              assertThat(full.retryAfter()).isEqualTo(wait);
            });
  }

  @Test
  void a_wait_that_is_named_is_obeyed() {
    Answered throttled =
        answer(
            429, "{\"data\":{},\"error\":{\"code\":\"rate_limit_exceeded\"}}", "retry-after", "7");

    assertThat(((Transient) TiktokErrors.failure(throttled)).retryAfter())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void only_a_token_that_has_expired_is_refreshed() {
    assertThat(TiktokErrors.failure(error(401, "access_token_invalid")))
        .isInstanceOfSatisfying(NeedsReauth.class, it -> assertThat(it.refreshable()).isTrue());
    for (String code : new String[] {"scope_not_authorized", "scope_permission_missed"}) {
      assertThat(TiktokErrors.failure(error(401, code)))
          .isInstanceOfSatisfying(NeedsReauth.class, it -> assertThat(it.refreshable()).isFalse());
    }
  }

  @Test
  void trouble_inside_and_answers_of_others_pass() {
    assertThat(TiktokErrors.failure(error(500, "internal_error"))).isInstanceOf(Transient.class);
    assertThat(TiktokErrors.failure(error(200, "internal_error"))).isInstanceOf(Transient.class);
    assertThat(TiktokErrors.failure(error(503, "invalid_params"))).isInstanceOf(Transient.class);
    assertThat(TiktokErrors.failure(answer(401, "<html>"))).isInstanceOf(Transient.class);
    assertThat(TiktokErrors.failure(answer(403, ""))).isInstanceOf(Transient.class);
  }

  @Test
  void an_envelope_that_is_missing_is_read_as_well() {
    Answered bare = answer(400, "{\"code\":\"invalid_params\",\"message\":\"m\",\"log_id\":\"1\"}");

    assertThat(TiktokErrors.failure(bare))
        .isEqualTo(new Permanent("invalid_params", "tiktok: answered 400: invalid_params m"));
  }

  @Test
  void success_is_tiktoks_word_and_not_the_status() {
    assertThat(TiktokErrors.ok(error(200, "ok"))).isTrue();
    assertThat(TiktokErrors.ok(error(200, "spam_risk_too_many_posts"))).isFalse();
    assertThat(TiktokErrors.ok(error(500, "ok"))).isFalse();
    assertThat(TiktokErrors.ok(answer(200, "{\"error\":{\"code\":\"ok\"}}"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "file_format_check_failed, permanent",
    "duration_check_failed, permanent",
    "frame_rate_check_failed, permanent",
    "picture_size_check_failed, permanent",
    "publish_cancelled, permanent",
    "spam_risk_user_banned_from_posting, permanent",
    "spam_risk_text, permanent",
    "spam_risk, permanent",
    "internal, transient",
    "video_pull_failed, transient",
    "photo_pull_failed, transient",
    "spam_risk_too_many_posts, transient",
    "auth_removed, needs_reauth"
  })
  void a_post_that_came_to_nothing_says_why(String reason, String errorClass) {
    PublishFailure failure = TiktokErrors.failed(reason);

    assertThat(failure.errorClass()).isEqualTo(errorClass);
    assertThat(failure.code()).isEqualTo(reason);
    assertThat(failure.message()).startsWith("tiktok: ");
  }

  @Test
  void one_that_says_nothing_stays_refused() {
    assertThat(TiktokErrors.failed(null)).isInstanceOf(Permanent.class);
  }
}
