package io.snshub.platform.youtube;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.Answers;
import io.snshub.platform.ContentRules;
import io.snshub.platform.FileRule;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YoutubeVideoTest {
  private static final List<Media> VIDEO = List.of(Media.of("https://cdn.example.com/a.mp4"));

  @Test
  void takes_the_title_given_or_the_first_line() {
    assertThat(YoutubeVideo.title(content("text", "Title"))).isEqualTo("Title");
    assertThat(YoutubeVideo.title(content("\n <First> line \nsecond", null)))
        .isEqualTo("First line");
    assertThat(YoutubeVideo.title(content("\ud83d\ude00".repeat(101), null)))
        .isEqualTo("\ud83d\ude00".repeat(100));
    assertThat(YoutubeVideo.title(content("<>", null))).isEqualTo("Video");
  }

  @Test
  void hands_on_the_options() {
    Content content =
        new Content(
            "text",
            "Title",
            VIDEO,
            Map.of(
                "tags",
                List.of("a", "two words"),
                "category_id",
                "10",
                "privacy_status",
                "unlisted",
                "made_for_kids",
                false));

    assertThat(Answers.write(YoutubeVideo.of(content)))
        .isEqualTo(
            "{\"snippet\":{\"title\":\"Title\",\"description\":\"text\",\"tags\":[\"a\",\"two words\"],"
                + "\"categoryId\":\"10\"},\"status\":{\"privacyStatus\":\"unlisted\","
                + "\"selfDeclaredMadeForKids\":false}}");
  }

  @Test
  void hands_on_every_option_that_is_set() {
    Content content =
        new Content(
            "text",
            "Title",
            VIDEO,
            Map.of(
                "privacy", "private",
                "license", "creativeCommon",
                "embeddable", false,
                "public_stats_viewable", false,
                "contains_synthetic_media", true,
                "default_language", "en",
                "default_audio_language", "pt-BR"));

    assertThat(Answers.write(YoutubeVideo.of(content)))
        .isEqualTo(
            "{\"snippet\":{\"title\":\"Title\",\"description\":\"text\",\"categoryId\":\"22\","
                + "\"defaultLanguage\":\"en\",\"defaultAudioLanguage\":\"pt-BR\"},\"status\":{"
                + "\"privacyStatus\":\"private\",\"license\":\"creativeCommon\",\"embeddable\":false,"
                + "\"publicStatsViewable\":false,\"containsSyntheticMedia\":true}}");
  }

  @Test
  void options_that_youtube_would_refuse_are_refused_before() {
    assertThat(broken(Map.of("privacy_status", "secret")))
        .containsExactly("youtube: privacy_status is none of private, public, unlisted");
    assertThat(broken(Map.of("category_id", "People")))
        .containsExactly("youtube: category_id is no category's number");
    assertThat(broken(Map.of("default_language", "English please")))
        .containsExactly("youtube: default_language is no language tag");
    assertThat(broken(Map.of("tags", List.of("a<b"))))
        .containsExactly("youtube: tags may not hold < or >");
    assertThat(broken(Map.of("embeddable", "no")))
        .containsExactly("youtube: embeddable is not true or false");
  }

  @Test
  void a_short_is_upright_or_square_and_at_most_three_minutes_long() {
    PlatformSettings settings = PlatformSettings.defaults();
    FileRule any = new YoutubePlatform(settings).profile().media().video();
    FileRule upright = new YoutubeShortsPlatform(settings).profile().media().video();

    assertThat(upright.ratio().holds(1)).isTrue();
    assertThat(upright.ratio().holds(0.5625)).isTrue();
    assertThat(upright.ratio().holds(1.001)).isFalse();
    assertThat(upright.seconds().holds(180)).isTrue();
    assertThat(upright.seconds().holds(180.1)).isFalse();
    assertThat(any.ratio().limited() || any.seconds().limited()).isFalse();
    assertThat(any.maxBytes()).isEqualTo(274_877_906_944L);
  }

  @Test
  void a_post_is_one_video_with_a_title_and_a_description_in_bounds() {
    assertThat(broken(content("text", "Title"))).isEmpty();
    assertThat(broken(content("ü".repeat(2501), null)))
        .containsExactly("youtube: text has 5002 bytes, at most 5000");
    assertThat(broken(content("a < b", null))).containsExactly("youtube: text may not hold < or >");
    assertThat(broken(content("text", "t".repeat(101))))
        .containsExactly("youtube: title has 101 characters, at most 100");
    assertThat(broken(content("text", "a > b")))
        .containsExactly("youtube: title may not hold < or >");
    assertThat(broken(new Content("text", null, List.of(), Map.of())))
        .containsExactly("youtube: takes exactly one video, the post has 0");
    assertThat(
            broken(
                new Content(
                    "text",
                    null,
                    VIDEO,
                    Map.of("tags", List.of("x".repeat(249), "a " + "y".repeat(248))))))
        .containsExactly("youtube: tags have 502 characters, at most 500");
  }

  private static List<String> broken(Map<String, Object> options) {
    return broken(new Content("text", "Title", VIDEO, options));
  }

  private static List<String> broken(Content content) {
    return ContentRules.check(new YoutubePlatform(PlatformSettings.defaults()).profile(), content)
        .stream()
        .map(ContentRules.Violation::message)
        .toList();
  }

  private static Content content(String text, String title) {
    return new Content(text, title, VIDEO, Map.of());
  }
}
