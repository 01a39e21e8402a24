package io.snshub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.call.ProblemException;
import jakarta.validation.Validation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class JsonBodyTest {
  private final JsonBody json =
      new JsonBody(WebJson.mapper(), Validation.buildDefaultValidatorFactory().getValidator());

  record Dated(Instant dueAt) {}

  private Object read(String text, Class<?> type) {
    return json.read(text.getBytes(StandardCharsets.UTF_8), type);
  }

  @Test
  void refuses_deep_nesting_in_its_own_words() {
    String deep = "{\"a\":".repeat(60) + "1" + "}".repeat(60);

    assertThatThrownBy(() -> read(deep, Map.class))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().detail())
                    .startsWith("nested deeper than 50 levels")
                    .doesNotContain("StreamReadConstraints"));
  }

  @Test
  void refuses_endless_texts_in_its_own_words() {
    String endless = "{\"a\":\"" + "x".repeat(200_001) + "\"}";

    assertThatThrownBy(() -> read(endless, Map.class))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().detail()).doesNotContain("StreamReadConstraints"));
  }

  @Test
  void reads_times_with_an_offset_and_writes_them_in_utc() {
    Object read = read("{\"due_at\":\"2026-01-31T12:00:00+02:00\"}", Dated.class);

    assertThat(new String(json.write(read), StandardCharsets.UTF_8))
        .isEqualTo("{\"due_at\":\"2026-01-31T10:00:00Z\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=5 | 5",
        "respond-async, wait=10 | 10",
        "WAIT = \"7\" | 7",
        "wait=0 | 0",
        "wait=60 | 60",
        "wait=61 | -1",
        "wait=-1 | -1",
        "wait=x | -1",
        "await=5 | -1",
        "wait=5s | -1"
      })
  void reads_the_wait_preference(String header, long seconds) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("Prefer", header);

    var wait = Requests.preferWait(request);

    assertThat(wait == null ? -1 : wait.toSeconds()).isEqualTo(seconds);
  }
}
