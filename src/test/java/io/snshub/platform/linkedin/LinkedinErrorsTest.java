package io.snshub.platform.linkedin;

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

class LinkedinErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "400, FIELD_LENGTH_TOO_LONG",
    "400, MISSING_FIELD",
    "400, INVALID_VALUE_FOR_FIELD",
    "400, INVALID_URN_ID",
    "400, MEDIA_ASSET_PROCESSING_FAILED",
    "400, VERSION_MISSING",
    "403, ACCESS_DENIED",
    "404, NOT_FOUND",
    "422, DUPLICATE_POST",
    "426, NONEXISTENT_VERSION"
  })
  void stays_refused(int status, String code) {
    PublishFailure failure = failure(status, code, "why");

    assertThat(failure).isInstanceOf(Permanent.class);
    assertThat(failure.code()).isEqualTo(code.toLowerCase(java.util.Locale.ROOT));
    assertThat(failure.message()).isEqualTo("linkedin: answered " + status + ": why");
  }

  @ParameterizedTest
  @CsvSource({
    "400, MEDIA_ASSET_WAITING_UPLOAD",
    "400, EXPIRED_UPLOAD_URL",
    "409, CONFLICT",
    "429, TOO_MANY_REQUESTS",
    "500, INTERNAL_SERVER_ERROR",
    "503, ''"
  })
  void passes(int status, String code) {
    assertThat(failure(status, code, "why")).isInstanceOf(Transient.class);
  }

  @Test
  void a_medium_that_is_still_worked_on_gets_half_a_minute() {
    Transient failure = (Transient) failure(400, "MEDIA_ASSET_WAITING_UPLOAD", "waiting");

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "65600, INVALID_ACCESS_TOKEN, true",
    "65601, REVOKED_ACCESS_TOKEN, false",
    "65602, EXPIRED_ACCESS_TOKEN, true",
    "0, REVOKED_ACCESS_TOKEN, false"
  })
  void needs_a_token_and_knows_whether_a_refresh_helps(int service, String code, boolean helps) {
    String body =
        "{\"status\":401,\"serviceErrorCode\":%d,\"code\":\"%s\",\"message\":\"m\"}"
            .formatted(service, code);

    assertThat(LinkedinErrors.failure(answer(401, body)))
        .isInstanceOfSatisfying(
            NeedsReauth.class, dead -> assertThat(dead.refreshable()).isEqualTo(helps));
  }

  @Test
  void a_scope_that_is_missing_asks_for_the_person() {
    assertThat(
            failure(
                403,
                "ACCESS_DENIED",
                "Not enough permissions to access: partnerApiPostsExternal.CREATE.20260901"))
        .isInstanceOfSatisfying(
            NeedsReauth.class, dead -> assertThat(dead.refreshable()).isFalse());
  }

  @Test
  void the_long_envelope_names_its_code_further_in() {
    String body =
        "{\"errorDetailType\":\"com.linkedin.common.error.BadRequest\",\"message\":\"x\","
            + "\"errorDetails\":{\"inputErrors\":[{\"code\":\"INVALID_URN_TYPE\"}]},\"status\":400}";

    assertThat(LinkedinErrors.failure(answer(400, body)).code()).isEqualTo("invalid_urn_type");
  }

  @Test
  void the_short_form_of_a_duplicate_is_one_too() {
    String body = "{\"message\":\"Content is a duplicate of urn:li:share:17\",\"status\":422}";

    assertThat(LinkedinErrors.failure(answer(422, body)).code()).isEqualTo("duplicate_post");
  }

  @Test
  void only_linkedins_own_words_are_sure() {
    assertThat(LinkedinErrors.unsure(answer(404, "{\"message\":\"no\"}"))).isTrue();
    assertThat(LinkedinErrors.unsure(answer(404, "{\"status\":400,\"message\":\"no\"}"))).isTrue();
    assertThat(LinkedinErrors.unsure(answer(500, "{\"status\":500,\"message\":\"no\"}"))).isTrue();
    assertThat(LinkedinErrors.unsure(answer(404, "{\"status\":404,\"message\":\"no\"}"))).isFalse();
  }

  @Test
  void an_address_that_does_not_exist_is_no_post_that_is_gone() {
    String address =
        "{\"status\":404,\"code\":\"RESOURCE_NOT_FOUND\",\"message\":\"No virtual resource found\"}";

    assertThat(LinkedinErrors.gone(answer(404, address))).isFalse();
    assertThat(
            LinkedinErrors.gone(
                answer(404, "{\"status\":404,\"message\":\"Could not find entity\"}")))
        .isTrue();
  }

  private static PublishFailure failure(int status, String code, String message) {
    return LinkedinErrors.failure(
        answer(
            status,
            "{\"status\":%d,\"code\":\"%s\",\"message\":\"%s\"}".formatted(status, code, message)));
  }

  private static Answered answer(int status, String body) {
    return new Answered(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
