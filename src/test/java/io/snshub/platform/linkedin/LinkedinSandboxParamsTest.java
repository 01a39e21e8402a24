package io.snshub.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkedinSandboxParamsTest {
  @Test
  void reads_texts_lists_and_maps_within_each_other() throws Exception {
    assertThat(LinkedinSandboxParams.value("urn%3Ali%3Ashare%3A1")).isEqualTo("urn:li:share:1");
    assertThat(LinkedinSandboxParams.value("List(a,%2C,'')")).isEqualTo(List.of("a", ",", ""));
    assertThat(LinkedinSandboxParams.value("List()")).isEqualTo(List.of());
    assertThat(LinkedinSandboxParams.value("(a:1,b:List((c:%28)))"))
        .isEqualTo(Map.of("a", "1", "b", List.of(Map.of("c", "("))));
    assertThat(LinkedinSandboxParams.query("q=x&n=List(1)&fields=a,b", true))
        .isEqualTo(Map.of("q", "x", "n", List.of("1"), "fields", "a,b"));
  }

  @Test
  void protocol_1_knows_no_structure_and_repeats_names() throws Exception {
    assertThat(
            LinkedinSandboxParams.query(
                "q=x&author=urn:li:person:1&ids=1&ids=2&shares%5B0%5D=a&shares%5B1%5D=b&one[0]=c",
                false))
        .isEqualTo(
            Map.of(
                "q", "x",
                "author", "urn:li:person:1",
                "ids", List.of("1", "2"),
                "shares", List.of("a", "b"),
                "one", List.of("c")));
  }

  @Test
  void refuses_what_is_not_encoded_or_not_closed() {
    for (String bad :
        List.of("urn:li:x", "List(a", "(a)", "(a:b", "a,b", "List(a))", "a)", "%zz")) {
      assertThatThrownBy(() -> LinkedinSandboxParams.value(bad))
          .as(bad)
          .isInstanceOf(LinkedinSandboxParams.Malformed.class);
    }
  }

  @Test
  void keys_in_a_body_are_encoded_as_little_as_can_be() {
    assertThat(LinkedinSandboxParams.reduced("urn:li:comment:(a b,1)"))
        .isEqualTo("urn%3Ali%3Acomment%3A%28a b%2C1%29");
  }
}
