package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformAnswer.Lost;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphErrorTest {
  @Test
  void tells_code_subcode_and_what_a_person_may_read() {
    String body =
        "{'error':{'code':190,'error_subcode':463,'is_transient':true,'message':'m',"
            + "'error_user_msg':'for you','error_data':{'a':1}}}";

    GraphError error = GraphError.of(answer(400, body));

    assertThat(error).isNotNull();
    assertThat(error.name()).isEqualTo("190/463");
    assertThat(error.passing()).isTrue();
    assertThat(error.message()).isEqualTo("for you");
    assertThat(error.data().path("a").asInt()).isEqualTo(1);
  }

  @Test
  void tells_what_is_there_when_little_is() {
    assertThat(GraphError.of(answer(400, "{'error':{'code':4,'message':'m'}}")))
        .isEqualTo(new GraphError(4, 0, false, "m", MissingNode.getInstance()))
        .extracting(GraphError::name)
        .isEqualTo("4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "{'error':'x'}", "{'error':{'code':'4'}}"})
  void another_envelope_is_no_error_of_this_kind(String body) {
    assertThat(GraphError.of(answer(400, body))).isNull();
    assertThat(GraphError.of(new Lost("reset"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    // code, subcode, missing, permission, outage, bare
    "100, 33, true, false, false, false",
    "100, 0, false, false, false, true",
    "10, 0, false, true, false, false",
    "200, 0, false, true, false, false",
    "299, 1, false, true, false, false",
    "300, 0, false, false, false, false",
    "1, 0, false, false, true, false",
    "2, 0, false, false, true, false",
    "2, 7, false, false, false, false"
  })
  void few_codes_mean_the_same_to_all(
      int code, int subcode, boolean missing, boolean permission, boolean outage, boolean bare) {
    GraphError error = new GraphError(code, subcode, false, "", MissingNode.getInstance());

    assertThat(error.missing()).isEqualTo(missing);
    assertThat(error.permission()).isEqualTo(permission);
    assertThat(error.outage()).isEqualTo(outage);
    assertThat(error.bare()).isEqualTo(bare);
  }

  @Test
  void only_the_login_refuses_for_good_without_the_envelope() {
    String login = "{'error_type':'OAuthException','code':400}";

    assertThat(GraphError.without(answer(400, login), "m"))
        .isEqualTo(new Permanent("http_400", "m"));
    assertThat(GraphError.without(answer(429, login), "m")).isInstanceOf(Transient.class);
    assertThat(GraphError.without(answer(503, login), "m")).isInstanceOf(Transient.class);
    assertThat(GraphError.without(answer(403, "<html>"), "m"))
        .isEqualTo(new Transient("http_403", "m", null));
  }

  @Test
  void a_throttle_lasts_as_long_as_the_longest_of_its_kinds() {
    String business =
        "{'1':[{'estimated_time_to_regain_access':3},{'estimated_time_to_regain_access':19}]}";

    assertThat(GraphUsage.regained(with("x-business-use-case-usage", business)))
        .isEqualTo(Duration.ofMinutes(19));
    assertThat(GraphUsage.usedUp(with("x-business-use-case-usage", business)))
        .isEqualTo(Duration.ofMinutes(19));
    assertThat(GraphUsage.regained(with("retry-after", "7"))).isEqualTo(Duration.ofSeconds(7));
    assertThat(GraphUsage.regained(with("x-business-use-case-usage", "<"))).isNull();
  }

  @Test
  void a_limit_that_is_used_up_asks_for_a_rest() {
    assertThat(GraphUsage.usedUp(with("x-app-usage", "{'call_count':100,'total_time':1}")))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(GraphUsage.usedUp(with("x-app-usage", "{'call_count':99}"))).isNull();
    assertThat(GraphUsage.usedUp(answer(200, ""))).isNull();
  }

  private static Answered answer(int status, String body) {
    return new Answered(status, Map.of(), body.replace('\'', '"').getBytes());
  }

  private static Answered with(String header, String value) {
    return new Answered(400, Map.of(header, value.replace('\'', '"')), new byte[0]);
  }
}
