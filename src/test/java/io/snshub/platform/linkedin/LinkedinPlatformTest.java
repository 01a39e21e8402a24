package io.snshub.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.platform.Budget;
import io.snshub.platform.ContentRules;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class LinkedinPlatformTest {
  private static final PlatformSettings SETTINGS = PlatformSettings.defaults();
  private final LinkedinPlatform platform = new LinkedinPlatform(SETTINGS, "202609");

  @Test
  void its_version_is_a_setting() {
    MockEnvironment environment = new MockEnvironment();
    assertThat(version(environment)).isEqualTo(LinkedinPlatform.VERSION);
    environment.setProperty("hub.platforms.linkedin.api-version", "202701");
    assertThat(version(environment)).isEqualTo("202701");
    environment.setProperty("HUB_PLATFORMS_LINKEDIN_API_VERSION", "202702");
    assertThat(version(environment)).isEqualTo("202702");
    environment.setProperty("HUB_PLATFORMS_LINKEDIN_API_VERSION", "latest");
    assertThatThrownBy(() -> version(environment))
        .hasMessageContaining("hub.platforms.linkedin.api-version");
  }

  private static String version(MockEnvironment environment) {
    return new LinkedinPlatform(SETTINGS, environment).profile().apiVersion();
  }

  @Test
  void a_text_has_3000_characters_at_most() {
    assertThat(broken(content("(".repeat(3_000), Map.of()))).isEmpty();
    assertThat(broken(content("x".repeat(3_001), Map.of()))).containsExactly("text_too_long");
  }

  @Test
  void twenty_pictures_or_one_video() {
    String[] pictures = IntStream.range(0, 21).mapToObj(i -> i + ".jpg").toArray(String[]::new);

    assertThat(broken(content("x", Map.of(), pictures))).containsExactly("too_many_images");
    assertThat(broken(content("x", Map.of(), "1.mp4"))).isEmpty();
    assertThat(broken(content("x", Map.of(), "1.mp4", "1.jpg"))).containsExactly("mixed_media");
  }

  @Test
  void a_post_carries_one_thing() {
    Map<String, Object> link = Map.of("link", "https://example.com");
    Map<String, Object> poll =
        Map.of("poll", Map.of("question", "?", "options", List.of("a", "b")));

    assertThat(broken(content("x", link, "1.jpg"))).isEmpty();
    assertThat(broken(content("x", link, "1.jpg", "2.jpg"))).containsExactly("one_attachment_only");
    assertThat(broken(content("x", link, "1.mp4"))).containsExactly("one_attachment_only");
    assertThat(broken(content("x", poll))).isEmpty();
    assertThat(broken(content("x", poll, "1.jpg"))).containsExactly("one_attachment_only");
    assertThat(broken(content("x", Map.of("link", "https://e.com", "reshare", "urn:li:share:1"))))
        .containsExactly("one_attachment_only");
  }

  @Test
  void options_have_to_be_what_they_stand_for() {
    assertThat(broken(content("x", Map.of("link", "ftp://e.com"))))
        .containsExactly("link_not_an_address");
    assertThat(broken(content("x", Map.of("reshare", "urn:li:person:1"))))
        .containsExactly("reshare_not_a_post");
    for (Map<String, Object> poll :
        List.<Map<String, Object>>of(
            Map.of("options", List.of("a", "b")),
            Map.of("question", "?", "options", List.of("a")),
            Map.of("question", "?", "options", List.of("a", "x".repeat(31))),
            Map.of("question", "x".repeat(141), "options", List.of("a", "b")),
            Map.of("question", "?", "options", List.of("a", "b"), "duration", "EVER"))) {
      assertThat(broken(content("x", Map.of("poll", poll)))).containsExactly("poll_incomplete");
    }
  }

  @Test
  void a_picture_may_have_too_many_pixels() {
    Media huge =
        Media.of("https://cdn.example.com/1.png")
            .withFacts(new MediaFacts("image/png", 10, 7_000, 6_000, null));

    assertThat(broken(new Content("x", null, List.of(huge), Map.of())))
        .containsExactly("image_too_many_pixels");
  }

  @Test
  void a_spent_quota_rests_until_midnight() {
    PlatformRequest call = PlatformRequest.of("POST", "https://api.linkedin.com/x").visible();
    Answered over =
        new Answered(
            429,
            Map.of("date", "Fri, 20 Nov 2026 22:30:00 GMT"),
            "{\"status\":429,\"message\":\"x\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(platform.budgets(call, over))
        .containsExactly(Budget.none(Budget.Scope.SUBMIT, Duration.ofMinutes(90)));
    assertThat(platform.budgets(call, new Answered(201, Map.of(), new byte[0]))).isEmpty();
  }

  private List<String> broken(Content content) {
    return ContentRules.check(platform.profile(), content).stream()
        .map(ContentRules.Violation::code)
        .toList();
  }

  private static Content content(String text, Map<String, Object> options, String... names) {
    List<Media> media = new ArrayList<>();
    for (String name : names) {
      media.add(Media.of("https://cdn.example.com/" + name));
    }
    return new Content(text, null, media, options);
  }
}
