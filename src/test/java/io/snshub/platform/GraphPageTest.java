package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.PlatformAnswer.Answered;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphPageTest {
  @Test
  void a_page_tells_its_items_and_where_to_read_on() {
    GraphPage page =
        read(
            "{'data':[{'id':'1'},{'id':'2'}],"
                + "'paging':{'cursors':{'after':'c'},'next':'https://x/next'}}");

    assertThat(page).isNotNull();
    assertThat(page.items()).extracting(item -> item.path("id").asText()).containsExactly("1", "2");
    assertThat(page.next()).isEqualTo("c");
  }

  @Test
  void a_cursor_alone_is_no_next_page() {
    GraphPage page = read("{'data':[],'paging':{'cursors':{'after':'c'}}}");

    assertThat(page).isNotNull();
    assertThat(page.after()).isEqualTo("c");
    assertThat(page.next()).isNull();
  }

  @Test
  void a_next_page_without_a_cursor_is_told_as_such() {
    GraphPage page = read("{'data':[],'paging':{'next':'https://x/next'}}");

    assertThat(page).isNotNull();
    assertThat(page.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "{}", "{'data':{}}", "{'data':[{}]}", "{'data':[{'id':1}]}"})
  void anything_else_is_no_page(String body) {
    assertThat(read(body)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T12:00:01+0000, 2026-11-23T12:00:01Z",
    "2026-11-23T14:00:01+02:00, 2026-11-23T12:00:01Z",
    "2026-11-23T12:00:01.250Z, 2026-11-23T12:00:01.250Z",
    "2026-11-23T12:00:01,",
    "yesterday,"
  })
  void times_are_read_with_their_offset(String written, @Nullable Instant time) {
    JsonNode field = Answers.json(answer("\"" + written + "\""));

    assertThat(GraphPage.time(field)).isEqualTo(time);
  }

  private static @Nullable GraphPage read(String body) {
    return GraphPage.read(answer(body.replace('\'', '"')), Pattern.compile("\\d+"));
  }

  private static Answered answer(String body) {
    return new Answered(200, Map.of(), body.getBytes());
  }
}
