package io.snshub.platform.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.ContentRules;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwitterPlatformTest {
  private final PlatformProfile profile =
      new TwitterPlatform(PlatformSettings.defaults()).profile();

  @Test
  void counts_as_x_does() {
    assertThat(TwitterOptions.weighted("")).isZero();
    assertThat(TwitterOptions.weighted("a".repeat(280))).isEqualTo(280);
    assertThat(TwitterOptions.weighted("\u4e2d".repeat(140))).isEqualTo(280);
    assertThat(TwitterOptions.weighted("https://example.com/" + "a".repeat(200))).isEqualTo(23);
    assertThat(TwitterOptions.weighted("see example.com now")).isEqualTo(4 + 23 + 4);
    assertThat(TwitterOptions.weighted("\ud83d\ude00")).isEqualTo(2);
    assertThat(TwitterOptions.weighted("\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67"))
        .as("a family is one emoji")
        .isEqualTo(2);
    assertThat(TwitterOptions.weighted("e\u0301")).as("after normalising").isEqualTo(1);
  }

  @Test
  void refuses_a_text_that_is_too_long() {
    Content content = new Content("a".repeat(301), null, List.of(), Map.of());

    assertThat(ContentRules.check(profile, content))
        .extracting(ContentRules.Violation::message)
        .containsExactly("twitter: text has 301 weighted characters, at most 280");
  }

  @Test
  void takes_four_pictures_or_one_video() {
    Media picture = Media.of("https://cdn.example.com/a.jpg");
    Media video = Media.of("https://cdn.example.com/a.mp4");

    assertThat(broken(picture, picture, picture, picture)).isEmpty();
    assertThat(broken(video)).isEmpty();
    assertThat(broken(picture, picture, picture, picture, picture)).isNotEmpty();
    assertThat(broken(video, picture)).isNotEmpty();
  }

  private List<ContentRules.Violation> broken(Media... media) {
    return ContentRules.check(profile, new Content("x", null, List.of(media), Map.of()));
  }
}
