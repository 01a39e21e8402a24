package io.snshub.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.call.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {
  @Test
  void a_cursor_is_read_as_it_was_written() {
    PageCursor cursor = new PageCursor(Instant.parse("2026-01-01T00:00:00.123456Z"), "42");

    assertThat(PageCursor.read(cursor.text())).isEqualTo(cursor);
    assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "%", "MTIz", "äöü", "====", "nonsense nonsense"})
  void what_this_hub_did_not_make_is_refused_by_name(String text) {
    assertThatThrownBy(() -> PageCursor.read(text))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(400);
              assertThat(refused.problem().errors().get(0).field()).isEqualTo("cursor");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"99999999999999999999.1", "9223372036854775807.1", "-1.1", "1", ".", "x.1"})
  void times_that_no_database_has_are_refused(String plain) {
    String text =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(plain.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> PageCursor.read(text)).isInstanceOf(ProblemException.class);
  }
}
