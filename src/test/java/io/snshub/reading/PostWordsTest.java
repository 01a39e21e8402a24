package io.snshub.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostWordsTest {
  @Test
  void words_are_runs_of_letters_and_digits_in_lower_case() {
    assertThat(PostWords.of("Hello, World! hello #Tag2026 don't"))
        .containsExactly("hello", "world", "tag2026", "don", "t");
  }

  @Test
  void compatibility_forms_are_one() {
    assertThat(PostWords.of("ＦＵＬＬ ﬁne ①")).isEqualTo(PostWords.of("full fine 1"));
  }

  @Test
  void accents_stay_whether_they_are_composed_or_not() {
    assertThat(PostWords.of("Cafe\u0301")).containsExactly("café");
    assertThat(PostWords.of("हिन्दी")).containsExactly("हिन्दी");
  }

  @Test
  void scripts_without_blanks_are_cut_into_pairs() {
    assertThat(PostWords.of("日本語 text")).containsExactly("日本", "本語", "text");
    assertThat(PostWords.of("新商品です。猫")).containsExactly("新商", "商品", "品で", "です", "猫");
    assertThat(PostWords.of("abc日本def")).containsExactly("abc", "日本", "def");
  }

  @Test
  void of_a_long_word_the_beginning_counts_and_no_character_is_halved() {
    assertThat(PostWords.of("a".repeat(100))).containsExactly("a".repeat(64));
    assertThat(PostWords.of("a".repeat(63) + "\uD801\uDC28")).containsExactly("a".repeat(63));
  }

  @Test
  void signs_and_emoji_are_no_words() {
    assertThat(PostWords.of("!!! 😀 --- %")).isEmpty();
  }
}
