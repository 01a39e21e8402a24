package io.snshub.platform.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.ContentRules;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwitterOptionsTest {
  private static final String PICTURE = "https://cdn.example.com/a.jpg";
  private final PlatformProfile profile =
      new TwitterPlatform(PlatformSettings.defaults()).profile();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'poll':{'options':['a'],'duration_minutes':5}}              | poll_invalid",
        "{'poll':{'options':['a','b','c','d','e'],'duration_minutes':5}} | poll_invalid",
        "{'poll':{'options':['a',''],'duration_minutes':5}}           | poll_invalid",
        "{'poll':{'options':['a','b'],'duration_minutes':4}}          | poll_invalid",
        "{'poll':{'options':['a','b'],'duration_minutes':10081}}      | poll_invalid",
        "{'poll':{'options':['a','b'],'duration_minutes':5,'x':1}}    | poll_invalid",
        "{'reply':{'in_reply_to_tweet_id':5}}                         | reply_invalid",
        "{'reply':{'in_reply_to_tweet_id':'5','x':1}}                 | reply_invalid",
        "{'geo':{'place_id':'1','country':'DE'}}                      | geo_invalid",
        "{'reply':{}}                                                 | reply_invalid",
        "{'quote_tweet_id':'abc'}                                     | quote_invalid",
        "{'community_id':'abc'}                                       | community_invalid",
        "{'tagged_user_ids':['abc']}                                  | tags_invalid",
        "{'quote_tweet_id':'1','card_uri':'card://1'}                 | one_kind_only",
        "{'reply_settings':'everyone'}                                | option_invalid",
        "{'made_with_ai':'yes'}                                       | option_invalid"
      })
  void refuses_options_that_x_would_refuse(String options, String code) {
    assertThat(broken(options)).containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'poll':{'options':['a','b'],'duration_minutes':5}}",
        "{'poll':{'options':['a','b'],'duration_minutes':10080,'reply_settings':'following'}}",
        "{'reply':{'in_reply_to_tweet_id':'20'},'reply_settings':'mentionedUsers'}",
        "{'quote_tweet_id':'20','made_with_ai':true,'paid_partnership':false}",
        "{'community_id':'1','share_with_followers':true,'for_super_followers_only':false}",
        "{'geo':{'place_id':'df51dec6f4ee2b2c'},'direct_message_deep_link':'https://x.com/m'}",
        "{'card_uri':'card://1'}"
      })
  void sends_what_is_allowed_in_the_strict_shape_of_x(String options) {
    JsonObject given = new JsonObject(options.replace('\'', '"'));
    Content content = new Content("hello", null, List.of(), given.getMap());

    assertThat(broken(options)).isEmpty();
    JsonObject body = new JsonObject(TwitterOptions.body(content, List.of()));
    assertThat(TwitterSandboxBody.faults(new JsonObject(body.encode()))).isEmpty();
    assertThat(body.fieldNames()).containsAll(given.fieldNames()).hasSize(given.size() + 1);
  }

  @Test
  void people_are_tagged_in_the_media() {
    Content content =
        new Content(
            "hello", null, List.of(Media.of(PICTURE)), Map.of("tagged_user_ids", List.of("12")));

    JsonObject body = new JsonObject(TwitterOptions.body(content, List.of("5")));

    assertThat(body.encode())
        .isEqualTo(
            "{\"text\":\"hello\",\"media\":{\"media_ids\":[\"5\"],\"tagged_user_ids\":[\"12\"]}}");
    assertThat(TwitterSandboxBody.faults(new JsonObject(body.encode()))).isEmpty();
  }

  @Test
  void a_gif_stands_alone() {
    Media gif = Media.of("https://cdn.example.com/a.gif");

    assertThat(broken(gif)).isEmpty();
    assertThat(broken(gif, Media.of(PICTURE))).containsExactly("gif_alone");
  }

  @Test
  void a_gif_may_be_larger_than_a_still_picture() {
    MediaFacts gif = new MediaFacts("image/gif", 14 << 20, 10, 10, null);
    MediaFacts still = new MediaFacts("image/png", (5 << 20) + 1, 10, 10, null);

    assertThat(broken(Media.of(PICTURE).withFacts(gif))).isEmpty();
    assertThat(broken(Media.of(PICTURE).withFacts(still))).containsExactly("media_too_large");
  }

  private List<String> broken(Media... media) {
    return codes(new Content("hello", null, List.of(media), Map.of()));
  }

  private List<String> broken(String options) {
    Map<String, Object> given = new JsonObject(options.replace('\'', '"')).getMap();
    return codes(new Content("hello", null, List.of(), given));
  }

  private List<String> codes(Content content) {
    return ContentRules.check(profile, content).stream().map(ContentRules.Violation::code).toList();
  }
}
