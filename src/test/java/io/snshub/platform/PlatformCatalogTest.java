package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlatformCatalogTest {
  @Test
  void finds_a_platform_by_its_name_and_by_its_aliases() {
    PlatformCatalog catalog =
        new PlatformCatalog(List.of(platform("youtube"), platform("twitter", "x")));

    assertThat(catalog.names()).containsExactly("twitter", "youtube");
    assertThat(catalog.find("x")).isEqualTo(catalog.find("twitter")).isPresent();
    assertThat(catalog.find("myspace")).isEmpty();
    assertThat(catalog.profiles())
        .extracting(PlatformProfile::name)
        .containsExactly("twitter", "youtube");
  }

  @Test
  void refuses_two_platforms_of_one_name() {
    assertThatThrownBy(() -> new PlatformCatalog(List.of(platform("x"), platform("y", "x"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("two platforms claim the name x: x and y");
  }

  private static Platform platform(String name, String... aliases) {
    PlatformProfile plain = TestPlatforms.profile(name, true, true);
    PlatformProfile profile =
        TestPlatforms.profile(name, Set.of(aliases), plain.limits(), plain.abilities());
    return () -> profile;
  }
}
