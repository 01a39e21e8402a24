package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.ContentRules.Violation;
import io.snshub.platform.Limits.Breach;
import io.snshub.platform.Limits.ContentRule;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentRulesTest {
  private static final MediaRule ANY = MediaRule.none().images(4, null).videos(1, null);

  @Test
  void a_post_within_the_limits_breaks_nothing() {
    assertThat(check(ANY, content("hello", "a.jpg", "b.png"))).isEmpty();
    assertThat(check(ANY, content("hello"))).isEmpty();
    assertThat(check(ANY, content("hello", "no-ending"))).isEmpty();
  }

  @Test
  void says_how_long_a_text_is_and_how_long_it_may_be() {
    assertThat(check(ANY, content("hello world")))
        .containsExactly(
            new Violation(
                "content", "text_too_long", "p: text has 11 characters, at most 10", 10, 11));
  }

  @Test
  void counts_pictures_and_videos() {
    assertThat(check(ANY, content("x", "1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg")))
        .containsExactly(
            new Violation(
                "media_urls", "too_many_images", "p: post has 5 pictures, at most 4", 4, 5));
    assertThat(check(ANY, content("x", "1.mp4", "2.mp4")))
        .containsExactly(
            new Violation(
                "media_urls", "too_many_videos", "p: post has 2 videos, at most 1", 1, 2));
    assertThat(codes(ANY, content("x", "1.mp4", "2.jpg"))).containsExactly("mixed_media");
    assertThat(codes(ANY, content("x", "1", "2", "3", "4", "5"))).containsExactly("too_many_media");
  }

  @Test
  void a_mixed_post_counts_as_a_whole() {
    MediaRule carousel = MediaRule.none().images(3, null).videos(3, null).mixed(3).require();

    assertThat(check(carousel, content("x", "1.mp4", "2.jpg", "3.jpg"))).isEmpty();
    assertThat(codes(carousel, content("x", "1.mp4", "2.jpg", "3.jpg", "4.jpg")))
        .containsExactly("too_many_media");
  }

  @Test
  void asks_for_a_medium_where_there_must_be_one() {
    MediaRule required = MediaRule.none().images(10, null).videos(10, null).mixed(10).require();

    assertThat(check(required, content("x")))
        .containsExactly(
            new Violation("media_urls", "media_required", "p: needs a picture or a video", 1, 0));
  }

  @Test
  void asks_for_exactly_one_video() {
    MediaRule video = MediaRule.none().videos(1, null).requireVideo();

    assertThat(check(video, content("x", "a.mp4"))).isEmpty();
    assertThat(check(video, content("x", "stream"))).isEmpty();
    assertThat(check(video, content("x")))
        .containsExactly(
            new Violation(
                "media_urls",
                "video_required",
                "p: takes exactly one video, the post has 0",
                1,
                0));
    assertThat(codes(video, content("x", "a.mp4", "b.mp4"))).containsExactly("video_required");
    assertThat(check(video, content("x", "a.jpg")).get(0).message())
        .isEqualTo("p: takes exactly one video, the post has 0 and 1 picture");
  }

  @Test
  void holds_the_platforms_own_rules_too() {
    ContentRule rule =
        new ContentRule(
            "no_x", "title", content -> content.text().contains("x") ? new Breach("has x") : null);

    assertThat(ContentRules.check(profile(ANY, List.of(rule)), content("x")))
        .containsExactly(new Violation("title", "no_x", "p: has x", null, null));
    assertThat(ContentRules.check(profile(ANY, List.of(rule)), content("y"))).isEmpty();
  }

  private static List<String> codes(MediaRule rule, Content content) {
    return check(rule, content).stream().map(Violation::code).toList();
  }

  private static List<Violation> check(MediaRule rule, Content content) {
    return ContentRules.check(profile(rule, List.of()), content);
  }

  private static PlatformProfile profile(MediaRule media, List<ContentRule> rules) {
    Limits limits =
        new Limits(TextRule.characters("content", 10), List.of(), media, List.of(), rules);
    return TestPlatforms.profile(
        "p", Set.of(), limits, new Abilities(true, true, true, Duration.ZERO, Set.of()));
  }

  private static Content content(String text, String... files) {
    List<Media> media =
        Arrays.stream(files).map(file -> Media.of("https://cdn.example.com/" + file)).toList();
    return new Content(text, null, media, Map.of());
  }
}
