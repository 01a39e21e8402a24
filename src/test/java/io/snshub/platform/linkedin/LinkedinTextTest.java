package io.snshub.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinkedinTextTest {
  @Test
  void escapes_every_reserved_character() {
    assertThat(LinkedinText.write("|{}@[]()<>#\\*_~"))
        .isEqualTo("\\|\\{\\}\\@\\[\\]\\(\\)\\<\\>\\#\\\\\\*\\_\\~");
    assertThat(LinkedinText.write("plain. text, with: marks!\nand lines"))
        .isEqualTo("plain. text, with: marks!\nand lines");
  }

  @Test
  void leaves_hashtags_and_mentions_to_linkedin() {
    assertThat(LinkedinText.write("#news and (#größe)")).isEqualTo("#news and \\(#größe\\)");
    assertThat(LinkedinText.write("#two_words")).isEqualTo("{hashtag|\\#|two\\_words}");
    assertThat(LinkedinText.write("with @[Ann (x)](urn:li:person:a_1)"))
        .isEqualTo("with @[Ann \\(x\\)](urn:li:person:a_1)");
  }

  @Test
  void a_hash_within_a_word_an_address_or_before_a_number_is_no_hashtag() {
    assertThat(LinkedinText.write("C# a#b #1 https://e.com/x_y#part"))
        .isEqualTo("C\\# a\\#b \\#1 https://e.com/x\\_y\\#part");
  }

  @Test
  void what_is_written_is_shown_as_it_was_and_read_back_so() {
    for (String text :
        List.of(
            "Hello (world) #news",
            "a\\b \\( {hashtag} @home <3 *bold* ~x~ |",
            "#two_words, C# & 漢字 😀",
            "\\",
            "trailing #")) {
      String written = LinkedinText.write(text);
      LinkedinSandboxText read = LinkedinSandboxText.read(written, true);

      assertThat(read.shown()).as(text).isEqualTo(text);
      assertThat(LinkedinText.shown(read.stored())).as(text).isEqualTo(text);
      assertThat(LinkedinText.shown(written)).as(text).isEqualTo(text);
    }
  }

  @Test
  void an_unescaped_character_ends_the_text_as_it_does_at_linkedin() {
    assertThat(LinkedinSandboxText.read("Hello (world)", true).shown()).isEqualTo("Hello ");
    assertThat(LinkedinSandboxText.read("Hello (world)", false).shown()).isEqualTo("Hello (world)");
  }
}
