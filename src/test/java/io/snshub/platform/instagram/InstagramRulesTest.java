package io.snshub.platform.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.ContentRules;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstagramRulesTest {
  private static final Media PICTURE = Media.of("https://cdn.example.com/a.jpg");
  private static final Media VIDEO = Media.of("https://cdn.example.com/a.mp4");

  private final PlatformProfile profile =
      new InstagramPlatform(PlatformSettings.defaults()).profile();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'collaborators':['a','b','c']}                   |",
        "{'collaborators':['a','b','c','d']}               | too_many_collaborators",
        "{'user_tags':[{'username':'a','x':0,'y':1}]}      |",
        "{'user_tags':[{'username':'a','x':1.1,'y':1}]}    | user_tags_invalid",
        "{'user_tags':[{'x':1,'y':1}]}                     | user_tags_invalid",
        "{'cover_url':'https://cdn.example.com/c.jpg'}     | option_unfit",
        "{'location_id':5}                                 | option_invalid",
        "{'story':true,'location_id':'5'}                  | option_unfit",
        "{'story':true,'user_tags':[{'username':'a'}]}     |",
        "{'colour':1}                                      |"
      })
  void a_picture_takes_the_options_of_a_picture(String options, String code) {
    assertThat(broken(options, PICTURE)).isEqualTo(code == null ? List.of() : List.of(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'cover_url':'https://cdn.example.com/c.jpg','thumb_offset':5,'audio_name':'s'} |",
        "{'trial_params':{'graduation_strategy':'MANUAL'}}  |",
        "{'trial_params':{'graduation_strategy':'LATER'}}   | trial_invalid",
        "{'branded_content_sponsor_ids':['1','2','3']}      | too_many_sponsors"
      })
  void a_reel_takes_the_options_of_a_reel(String options, String code) {
    assertThat(broken(options, VIDEO)).isEqualTo(code == null ? List.of() : List.of(code));
  }

  @Test
  void a_carousel_has_two_to_ten_media_and_few_options() {
    assertThat(broken("{'location_id':'5'}", PICTURE, VIDEO)).isEmpty();
    assertThat(broken("{'user_tags':[]}", PICTURE, VIDEO)).containsExactly("option_unfit");
    Media[] ten = new Media[10];
    Arrays.fill(ten, PICTURE);
    Media[] eleven = new Media[11];
    Arrays.fill(eleven, PICTURE);
    assertThat(broken("{}", ten)).isEmpty();
    assertThat(broken("{}", eleven)).isNotEmpty();
  }

  @Test
  void a_story_is_one_medium_and_short() {
    assertThat(broken("{'story':true}", PICTURE, VIDEO)).containsExactly("story_media");
    assertThat(broken("{'story':true}", playing(60))).isEmpty();
    assertThat(broken("{'story':true}", playing(61))).containsExactly("story_media");
    assertThat(broken("{}", playing(61))).isEmpty();
  }

  @Test
  void a_picture_is_neither_too_high_nor_too_wide_unless_it_is_a_story() {
    assertThat(broken("{}", sized(800, 1000))).isEmpty();
    assertThat(broken("{}", sized(1910, 1000))).isEmpty();
    assertThat(broken("{}", sized(780, 1000))).containsExactly("media_ratio");
    assertThat(broken("{}", sized(1930, 1000))).containsExactly("media_ratio");
    assertThat(broken("{'story':true}", sized(1080, 1920))).isEmpty();
  }

  @Test
  void a_caption_is_held_against_its_three_limits() {
    assertThat(codes("é".repeat(2_200))).isEmpty();
    assertThat(codes("é".repeat(2_201))).containsExactly("text_too_long");
    assertThat(codes("#a ".repeat(30))).isEmpty();
    assertThat(codes("#a ".repeat(31))).containsExactly("too_many_hashtags");
    assertThat(codes("@a ".repeat(20))).isEmpty();
    assertThat(codes("@a ".repeat(21))).containsExactly("too_many_mentions");
  }

  private static Media sized(int width, int height) {
    return PICTURE.withFacts(new MediaFacts("image/jpeg", 1_000, width, height, null));
  }

  private static Media playing(int seconds) {
    return VIDEO.withFacts(
        new MediaFacts("video/mp4", 1_000, 1_080, 1_920, Duration.ofSeconds(seconds)));
  }

  private List<String> codes(String text) {
    return codes(new Content(text, null, List.of(PICTURE), Map.of()));
  }

  private List<String> broken(String options, Media... media) {
    Map<String, Object> given = new JsonObject(options.replace('\'', '"')).getMap();
    return codes(new Content("hello", null, List.of(media), given));
  }

  private List<String> codes(Content content) {
    return ContentRules.check(profile, content).stream().map(ContentRules.Violation::code).toList();
  }
}
