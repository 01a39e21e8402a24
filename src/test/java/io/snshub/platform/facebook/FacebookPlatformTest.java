package io.snshub.platform.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FacebookPlatformTest {
  private static final Media PICTURE = Media.of("https://cdn.example.com/a.jpg");
  private static final Media MOVIE = Media.of("https://cdn.example.com/a.mp4");

  private final PlatformProfile profile =
      new FacebookPlatform(PlatformSettings.defaults()).profile();

  @Test
  void a_link_is_a_web_address_outside_facebook_and_stands_alone() {
    assertThat(link("https://example.org/a?b=c")).isEmpty();
    assertThat(link("http://example.org")).isEmpty();
    for (String bad : List.of("example.org", "ftp://example.org", "https://", "https://a b.org")) {
      assertThat(link(bad)).as(bad).containsExactly("link is no web address");
    }
    for (String own :
        List.of("https://facebook.com/x", "https://m.Facebook.com/x", "https://fb.watch/1")) {
      assertThat(link(own)).as(own).hasSize(1);
    }
    assertThat(broken(Map.of("link", "https://example.org/"), PICTURE))
        .containsExactly("a link can't be combined with pictures or a video");
  }

  @Test
  void a_reel_is_one_upright_video_of_up_to_ninety_seconds() {
    Map<String, Object> reel = Map.of("reel", true);

    assertThat(broken(reel, MOVIE)).isEmpty();
    assertThat(broken(reel, movie(1080, 1920, 90_000))).isEmpty();
    assertThat(broken(reel, movie(540, 960, 3_000))).isEmpty();
    assertThat(broken(Map.of("reel", false), PICTURE)).isEmpty();
    assertThat(broken(reel)).containsExactly("a Reel is one video");
    assertThat(broken(reel, PICTURE)).containsExactly("a Reel is one video");
    assertThat(broken(reel, movie(1080, 1920, 90_100)))
        .containsExactly("a Reel of 90.1 seconds, allowed: 3 to 90");
    assertThat(broken(reel, movie(1080, 1920, 2_900))).hasSize(1);
    assertThat(broken(reel, movie(1920, 1080, 10_000)))
        .containsExactly("a Reel of 1920 × 1080 pixels, allowed: 9 by 16");
    assertThat(broken(reel, movie(1080, 1912, 10_000))).isEmpty();
    assertThat(broken(reel, movie(530, 960, 10_000)))
        .containsExactly("a Reel of 530 × 960 pixels, at least 540 × 960");
  }

  @Test
  void text_is_counted_in_characters() {
    assertThat(profile.text().of("é🌍")).isEqualTo(2);
    assertThat(profile.text().limit()).isEqualTo(63_206);
  }

  private List<String> link(String link) {
    return broken(Map.of("link", link));
  }

  private List<String> broken(Map<String, Object> options, Media... media) {
    Content content = new Content("Words", null, List.of(media), options);
    return profile.rules().stream()
        .map((ContentRule rule) -> rule.check().apply(content))
        .filter(Objects::nonNull)
        .map(Breach::message)
        .toList();
  }

  private static Media movie(int width, int height, long millis) {
    return MOVIE.withFacts(
        new MediaFacts("video/mp4", 1_000, width, height, Duration.ofMillis(millis)));
  }
}
