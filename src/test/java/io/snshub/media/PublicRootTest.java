package io.snshub.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicRootTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hub.example.com",
        "https://localhost:8443",
        "https://hub",
        "https://127.0.0.1",
        "https://10.1.2.3/hub",
        "https://[::1]:8443"
      })
  void real_platforms_do_not_reach_behind_a_door(String root) {
    assertThat(new PublicRoot(() -> root, true).outOfReach()).contains(root);
    assertThat(new PublicRoot(() -> root, false).outOfReach()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://hub.example.com", "https://1.1.1.1:8443/hub"})
  void real_platforms_reach_the_open_internet(String root) {
    assertThat(new PublicRoot(() -> root, true).outOfReach()).isNull();
  }

  @Test
  void knows_its_own_addresses_and_no_others() {
    PublicRoot root = new PublicRoot(() -> "https://hub.example.com/a", true);

    assertThat(root.key("https://hub.example.com/a/media/KEY/b.jpg")).isEqualTo("KEY");
    assertThat(root.key("https://hub.example.com/a/media/KEY")).isNull();
    assertThat(root.key("https://hub.example.com/media/KEY/b.jpg")).isNull();
    assertThat(root.key("https://hub.example.com.evil.example/a/media/KEY/b.jpg")).isNull();
  }
}
