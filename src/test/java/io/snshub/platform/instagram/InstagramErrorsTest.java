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
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // fact, status, code, subcode, class of the failure, a publish is in doubt
    "app not installed, 400, 190, 458, needs_reauth, false",
    "password changed, 400, 190, 460, needs_reauth, false",
    "token expired, 400, 190, 463, needs_reauth, false",
    "bad token with 401, 401, 190, 0, needs_reauth, false",
    "session, 400, 102, 0, needs_reauth, false",
    "permission missing, 400, 10, 0, needs_reauth, false",
    "permission group, 400, 200, 0, needs_reauth, false",
    "end of the permission group, 400, 299, 0, needs_reauth, false",
    "node not visible, 400, 24, 2207006, needs_reauth, false",
    "account restricted, 400, 25, 2207050, permanent, false",
    "server error, 400, -1, 2207001, transient, true",
    "unknown error, 400, 1, 0, transient, true",
    "service down, 400, 2, 0, transient, true",
    "fatal after which posts were up, 400, -1, 2207085, transient, true",
    "timeout of a pull, 400, -2, 2207003, transient, false",
    "media not fetchable, 400, 9004, 2207052, permanent, false",
    "container not made, 400, -1, 2207032, transient, false",
    "upload failed, 400, -1, 2207053, transient, false",
    "container expired, 400, -2, 2207020, transient, false",
    "container not finished, 400, 9007, 2207027, transient, false",
    "builder missing, 400, 24, 2207008, transient, false",
    "blocked; and yet up, 403, 4, 2207051, transient, true",
    "daily quota, 400, 9, 2207042, transient, false",
    "picture too large, 400, 36000, 2207004, permanent, false",
    "picture format, 400, 36001, 2207005, permanent, false",
    "picture ratio, 400, 36003, 2207009, permanent, false",
    "video format, 400, 352, 2207026, permanent, false",
    "caption too long, 400, 36004, 2207010, permanent, false",
    "carousel size, 400, 100, 2207028, permanent, false",
    "media type, 400, 100, 2207023, permanent, false",
    "tags, 400, 100, 2207040, permanent, false",
    "thumb offset, 400, 1, 2207057, permanent, false",
    "no trial reels, 400, -1, 2207081, permanent, false",
    "upload failed; client knowledge, 400, -1, 2207082, transient, false",
    "video not downloadable, 400, -1, 2207077, permanent, false",
    "app limit, 403, 4, 0, transient, false",
    "user limit, 400, 17, 0, transient, false",
    "page limit, 400, 32, 0, transient, false",
    "custom limit, 400, 613, 0, transient, false",
    "instagram limit, 400, 80002, 0, transient, false",
    "object missing, 400, 100, 33, transient, true",
    "server, 500, 1, 0, transient, true",
    "server with an unknown code, 503, 99, 0, transient, true"
  })
  void has_a_class_for_each_row_of_the_table(
      String fact, int status, int code, int subcode, String errorClass, boolean doubtful) {
    Answered answer = new Answered(status, Map.of(), error(code, subcode, Map.of()).body());

    assertThat(InstagramErrors.failure(answer).errorClass()).isEqualTo(errorClass);
    assertThat(InstagramErrors.doubtful(answer)).isEqualTo(doubtful);
  }

  @Test
  void words_that_are_not_of_the_graph_api_decide_nothing() {
    for (int status : new int[] {400, 401, 403, 404, 429, 503}) {
      for (String body : new String[] {"", "<html>", "{\"error\":{}}", "{\"error\":\"x\"}"}) {
        Answered answer = new Answered(status, Map.of(), body.getBytes());

        assertThat(InstagramErrors.failure(answer)).isInstanceOf(Transient.class);
        assertThat(InstagramErrors.doubtful(answer)).as(status + body).isTrue();
      }
    }
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
