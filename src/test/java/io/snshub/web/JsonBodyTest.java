package io.snshub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.call.FieldError;
import io.snshub.call.ProblemException;
import jakarta.validation.Validation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

  record Listed(List<String> names, Map<String, Object> more) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'names':['a\\u0000']} | names[0]",
        "{'names':['\\ud83d']} | names[0]",
        "{'names':['\\ude00\\ud83d']} | names[0]",
        "{'more':{'a':{'b':'\\u0000'}}} | more.a.b",
        "{'more':{'\\udc00':1}} | more.?",
        "{'names':[null]} | names[0]"
      })
  void refuses_what_no_database_keeps(String text, String field) {
    assertThatThrownBy(() -> read(text.replace('\'', '"'), Listed.class))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().errors())
                    .extracting(FieldError::field)
                    .containsExactly(field));
  }

  @Test
  void takes_whole_characters_however_they_are_written() {
    String emoji = "{'names':['\\ud83d\\ude00','a\\\\u0000'],'more':{'a':null}}".replace('\'', '"');

    Listed read = (Listed) read(emoji, Listed.class);

    assertThat(read.names()).containsExactly("\ud83d\ude00", "a\\u0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z"
      })
  void refuses_years_that_no_database_keeps(String time) {
    assertThatThrownBy(() -> read("{\"due_at\":\"" + time + "\"}", Dated.class))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().detail()).startsWith("due_at: must be a time"));
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
