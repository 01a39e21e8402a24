package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.platform.PlatformProfile.MediaRule;
import io.snshub.platform.PlatformProfile.SandboxSeat;
import io.snshub.platform.PlatformProfile.TextRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    PlatformProfile profile =
        new PlatformProfile(
            name,
            Set.of(aliases),
            "1",
            Map.of(),
            new SandboxSeat(name, "1"),
            new TextRule(1, "characters", String::length),
            new MediaRule(false, 0, 0, false, false),
            true,
            true,
            Duration.ZERO,
            List.of(),
            Set.of());
    return () -> profile;
  }
}
