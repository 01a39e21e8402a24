package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What is no good medium ends a post on every platform before the platform hears of it. */
@HubTest
class BadMediaTest {
  @Autowired private Environment environment;
  @Autowired private PlatformCatalog catalog;
  private HubClient hub;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "bad/lie, media_type_unsupported",
    "bad/garbage, media_type_unsupported",
    "bad/missing, media_not_found",
    "bad/private, media_address_forbidden",
    "bad/loop, media_redirected",
    "bad/endless, media_too_large"
  })
  void ends_the_post_with_its_reason_and_reaches_no_platform(String medium, String code) {
    Map<PlatformProfile, Long> posts = new LinkedHashMap<>();
    Map<PlatformProfile, String> texts = new LinkedHashMap<>();
    for (PlatformProfile platform : catalog.profiles()) {
      String ending = platform.media().maxImages() > 0 ? ".jpg" : ".mp4";
      String text = HubClient.text(medium + " " + platform.name());
      texts.put(platform, text);
      posts.put(
          platform,
          hub.publish(
              text,
              List.of(platform.name()),
              "media_urls",
              List.of(TestEnvironment.sandboxUrl() + "/_sandbox/media/" + medium + ending)));
    }

    posts.forEach(
        (platform, post) -> {
          JsonNode error = hub.awaitStatus(post, "failed").body().at("/targets/0/error");
          assertThat(error.path("code").asText()).as(platform.name()).isEqualTo(code);
          assertThat(error.path("class").asText()).as(platform.name()).isEqualTo("permanent");
          assertThat(error.path("message").asText()).as(platform.name()).isNotBlank();
          assertThat(hub.ledger(texts.get(platform))).as(platform.name()).isEmpty();
        });
  }
}
