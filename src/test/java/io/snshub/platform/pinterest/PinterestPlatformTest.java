package io.snshub.platform.pinterest;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.ContentRules;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PinterestPlatformTest {
  private final PlatformProfile profile =
      new PinterestPlatform(PlatformSettings.defaults()).profile();

  @Test
  void takes_what_stands_at_the_edge() {
    assertThat(
            check(
                "é".repeat(800),
                "😀".repeat(100),
                Map.of("link", "https://e.example/" + "x".repeat(2_030), "board_id", "42"),
                pictures(5)))
        .isEmpty();
    assertThat(
            check(
                "text",
                null,
                Map.of("cover_image_key_frame_time", 3, "dominant_color", "#6e7874"),
                List.of(Media.of("https://e.example/a.mp4"))))
        .isEmpty();
    assertThat(
            check(
                "text",
                null,
                Map.of("cover_index", 1, "carousel_items", List.of(Map.of("title", "t"))),
                pictures(2)))
        .isEmpty();
  }

  @Test
  void refuses_what_is_beyond() {
    assertThat(check("é".repeat(801), null, Map.of(), pictures(1)))
        .containsExactly("text_too_long");
    assertThat(check("text", "x".repeat(101), Map.of(), pictures(1)))
        .containsExactly("title_too_long");
    assertThat(check("text", null, Map.of("link", "https://e/" + "x".repeat(2_048)), pictures(1)))
        .containsExactly("link_too_long");
    assertThat(check("text", null, Map.of(), pictures(6))).hasSize(1);
    assertThat(check("text", null, Map.of(), List.of())).hasSize(1);
    List<Media> mixed = new ArrayList<>(pictures(1));
    mixed.add(Media.of("https://e.example/a.mp4"));
    assertThat(check("text", null, Map.of(), mixed)).isNotEmpty();
  }

  @Test
  void refuses_options_that_pinterest_would_not_understand() {
    Map<String, Object> wrong =
        Map.of(
            "board_id", "recipes",
            "board_section_id", "a",
            "parent_pin_id", "a",
            "dominant_color", "red",
            "link", "www.example.com",
            "cover_image_url", "a.jpg",
            "cover_image_key_frame_time", -1,
            "cover_index", 2,
            "carousel_items", List.of(Map.of("name", "t")));
    wrong.forEach(
        (name, value) ->
            assertThat(check("text", null, Map.of(name, value), pictures(2)))
                .as(name)
                .containsExactly("option_invalid"));
    assertThat(check("text", null, Map.of("cover_index", 0.5), pictures(2))).hasSize(1);
    assertThat(
            check("text", null, Map.of("carousel_items", List.of(Map.of("link", 1))), pictures(2)))
        .hasSize(1);
    assertThat(
            check("text", null, Map.of("carousel_items", List.of(Map.of(), Map.of())), pictures(1)))
        .hasSize(1);
  }

  private List<String> check(
      String text, String title, Map<String, Object> options, List<Media> media) {
    return ContentRules.check(profile, new Content(text, title, media, options)).stream()
        .map(ContentRules.Violation::code)
        .toList();
  }

  private static List<Media> pictures(int count) {
    List<Media> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(Media.of("https://e.example/" + i + ".jpg"));
    }
    return pictures;
  }
}
