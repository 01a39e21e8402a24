package io.snshub.platform.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.ContentRules;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstagramPlatformTest {
  private static final String PICTURE = "https://cdn.example.com/a.jpg";

  @Test
  void needs_a_picture_or_a_video() {
    assertThat(messages("text", 0)).containsExactly("instagram: needs a picture or a video");
    assertThat(messages("text", 10)).isEmpty();
    assertThat(messages("text", 11)).isNotEmpty();
  }

  @Test
  void counts_characters_hashtags_and_mentions() {
    assertThat(messages("\ud83d\ude00".repeat(2200), 1)).isEmpty();
    assertThat(messages("a".repeat(2201), 1))
        .containsExactly("instagram: text has 2201 characters, at most 2200");
    assertThat(messages("#a ".repeat(30) + "a#b &#35;", 1)).isEmpty();
    assertThat(messages("#a ".repeat(31), 1))
        .containsExactly("instagram: text has 31 hashtags, at most 30");
    assertThat(messages("@a ".repeat(20) + "me@example.com", 1)).isEmpty();
    assertThat(messages("@a ".repeat(21), 1))
        .containsExactly("instagram: text has 21 mentions, at most 20");
  }

  @Test
  void takes_plain_addresses_only() {
    assertThat(check("text", List.of(Media.of("https://cdn.example.com/ü.jpg"))))
        .containsExactly("instagram: media URLs may hold ASCII characters only");
  }

  private static List<String> messages(String text, int pictures) {
    return check(text, Collections.nCopies(pictures, Media.of(PICTURE)));
  }

  private static List<String> check(String text, List<Media> media) {
    return ContentRules.check(
            new InstagramPlatform(PlatformSettings.defaults()).profile(),
            new Content(text, null, media, Map.of()))
        .stream()
        .map(ContentRules.Violation::message)
        .toList();
  }
}
