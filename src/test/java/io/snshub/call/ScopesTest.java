package io.snshub.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {
  @ParameterizedTest
  @CsvSource({
    "posts:read,      posts:read,   true",
    "posts:read,      posts:write,  false",
    "posts:write,     posts:read,   true",
    "posts,           posts:write,  true",
    "posts,           posts:read,   true",
    "posts:write,     media:read,   false",
    "media,           posts:read,   false",
    "admin,           webhooks:write, true",
    "admin,           admin,        true",
    "keys,            admin,        false",
    "posts:read,      posts,        false"
  })
  void who_may_change_may_look_and_an_area_stays_its_own(String held, String needed, boolean may) {
    assertThat(Scopes.grants(List.of(held), needed)).isEqualTo(may);
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "write", "everything", "posts:", "posts:delete", "", ":read"})
  void knows_no_other_words(String scope) {
    assertThat(Scopes.known(scope)).isFalse();
  }

  @Test
  void the_two_words_of_old_stand_for_all_areas() {
    assertThat(Scopes.expand(List.of("read", "write"))).isEqualTo(Scopes.AREAS);
    assertThat(Scopes.expand(List.of("read"))).contains("posts:read", "keys:read").hasSize(7);
    assertThat(Scopes.expand(List.of("posts:read", "posts:read"))).containsExactly("posts:read");
    assertThat(Scopes.expand(Scopes.AREAS)).allMatch(Scopes::known);
  }
}
