package io.snshub.saga;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonsTest {
  private static String of(String message) {
    return Reasons.of(new IllegalStateException(message));
  }

  @Test
  void the_deepest_cause_is_told_in_one_line() {
    Exception cause = new IllegalArgumentException("no account\n\tat somewhere");

    assertThat(Reasons.of(new RuntimeException("outer", cause)))
        .isEqualTo("IllegalArgumentException: no account");
  }

  @Test
  void an_address_keeps_no_query() {
    assertThat(of("POST http://a.example/2/tweets?access_token=abc failed"))
        .isEqualTo("IllegalStateException: POST http://a.example/2/tweets failed");
  }

  @Test
  void what_looks_like_a_secret_is_left_out() {
    assertThat(of("refused Bearer ab.cd")).endsWith("refused Bearer ***");
    assertThat(of("password=hunter2 is wrong")).endsWith("password *** is wrong");
    assertThat(of("key snsk-0123456789abcdefghij refused")).endsWith("key *** refused");
  }

  @Test
  void names_of_classes_and_methods_stay() {
    String message = "Cannot invoke \"io.snshub.publishing.TargetRow.status()\": row is null";

    assertThat(of(message)).endsWith(message);
  }

  @Test
  void a_failure_without_words_gives_its_name() {
    assertThat(Reasons.of(new NullPointerException())).isEqualTo("NullPointerException");
  }

  @Test
  void a_long_message_is_cut() {
    assertThat(of("word ".repeat(200))).hasSize(300);
  }
}
