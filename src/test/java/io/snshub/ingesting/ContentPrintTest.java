package io.snshub.ingesting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContentPrintTest {

  @Test
  void hashes_and_measures() throws IOException {
    ContentPrint print = print("abc".getBytes(StandardCharsets.UTF_8));

    assertThat(print)
        .isEqualTo(
            new ContentPrint(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3, -1));
  }

  @Test
  void characters_may_lie_across_pieces() throws IOException {
    byte[] text = ("x" + "😀é".repeat(60_000)).getBytes(StandardCharsets.UTF_8);

    assertThat(print(text).wrongAt()).isEqualTo(-1);
  }

  @Test
  void finds_the_first_wrong_byte_wherever_it_is() throws IOException {
    for (int at : new int[] {0, 3, 8_191, 8_192, 65_535, 65_536, 199_999}) {
      byte[] text = "a".repeat(200_000).getBytes(StandardCharsets.UTF_8);
      text[at] = (byte) 0xFC;

      assertThat(print(text).wrongAt()).isEqualTo(at);
    }
  }

  @Test
  void a_character_cut_in_half_is_wrong() throws IOException {
    byte[] text = {'a', 'b', (byte) 0xF0, (byte) 0x9F};

    assertThat(print(text).wrongAt()).isEqualTo(2);
  }

  @Test
  void other_encodings_are_no_text() throws IOException {
    assertThat(print("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)).wrongAt()).isEqualTo(1);
    assertThat(print("{\"a\":1}".getBytes(StandardCharsets.UTF_16)).wrongAt()).isEqualTo(0);
  }

  private static ContentPrint print(byte[] bytes) throws IOException {
    return ContentPrint.of(new ByteArrayInputStream(bytes));
  }
}
