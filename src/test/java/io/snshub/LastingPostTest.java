package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Posts of which one part can't be taken down again: TikTok keeps what it has. */
@HubTest
class LastingPostTest {
  private static final List<String> CLIP = List.of("https://cdn.example.com/clip.mp4?bytes=20000");
  private static final List<String> PICTURE = List.of("https://cdn.example.com/cat.jpg");

  @Autowired private Environment environment;
  private HubClient hub;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
  }

  @AfterEach
  void clear() {
    hub.clearFaults();
  }

  private long both(String text) {
    return hub.publish(text, List.of("tiktok", "youtube"), "media_urls", CLIP);
  }

  private List<String> effects(String text) {
    return hub.ledger(text).stream()
        .filter(entry -> !entry.path("effect").asText().equals("none"))
        .map(entry -> entry.path("effect").asText() + " on " + entry.path("platform").asText())
        .toList();
  }

  private static JsonNode target(JsonNode post, String platform) {
    for (JsonNode target : post.path("targets")) {
      if (target.path("platform").asText().equals(platform)) {
        return target;
      }
    }
    throw new AssertionError("no target on " + platform);
  }

  @Test
  void what_can_not_be_taken_down_goes_last() {
    String text = HubClient.text("last");

    JsonNode post = hub.awaitStatus(both(text), "published").body();

    assertThat(effects(text)).containsExactly("created on youtube", "created on tiktok");
    assertThat(hub.posts(text))
        .extracting(up -> up.path("platform_post_id").asText())
        .contains(target(post, "tiktok").path("platform_post_id").asText());
    assertThat(target(post, "tiktok").path("permalink").asText())
        .startsWith("https://www.tiktok.com/@sandbox/video/");
  }

  @Test
  void a_refusal_elsewhere_leaves_nothing_that_would_stay() {
    String text = HubClient.text("not begun");
    hub.fault("youtube", "publish", "status", "code", 400, "times", 1);

    JsonNode post = hub.awaitStatus(both(text), "failed", "compensated").body();

    assertThat(effects(text)).isEmpty();
    assertThat(target(post, "tiktok").path("status").asText()).isEqualTo("cancelled");
  }

  @Test
  void what_tiktok_makes_nothing_of_is_taken_down_elsewhere() {
    String text = HubClient.text("spoilt");
    hub.fault("tiktok", "any", "fail_processing", "times", 1);

    JsonNode post = hub.awaitStatus(both(text), "compensated").body();

    assertThat(effects(text)).containsExactly("created on youtube", "deleted on youtube");
    assertThat(hub.posts(text)).isEmpty();
    assertThat(target(post, "tiktok").path("error").path("code").asText())
        .isEqualTo("file_format_check_failed");
  }

  @Test
  void a_lost_answer_is_found_by_the_attempt_and_not_repeated() {
    String text = HubClient.text("lost");
    hub.fault("tiktok", "publish", "drop_after", "times", 1);

    hub.awaitStatus(both(text), "published");

    assertThat(effects(text)).containsExactly("created on youtube", "created on tiktok");
  }

  @Test
  void a_post_is_in_doubt_only_as_long_as_tiktok_works_on_it() {
    String text = HubClient.text("slow");
    hub.fault("tiktok", "any", "slow_processing", "ms", 9_000, "times", 1);

    long post = hub.publish(text, List.of("tiktok"), "media_urls", CLIP);

    assertThat(hub.awaitStatus(post, "published", "failed", "needs_human").text("status"))
        .isEqualTo("published");
    assertThat(effects(text)).containsExactly("created on tiktok");
  }

  @Test
  void photos_whose_answer_was_lost_are_found_among_the_public_posts() {
    String text = HubClient.text("photos");
    hub.fault("tiktok", "publish", "drop_after", "times", 1);

    long post = hub.publish(text, List.of("tiktok"), "media_urls", PICTURE);

    JsonNode up = hub.awaitStatus(post, "published").body();
    assertThat(effects(text)).containsExactly("created on tiktok");
    assertThat(target(up, "tiktok").path("permalink").asText()).contains("/photo/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lookup", "upload", "publish"})
  void a_token_that_expires_is_refreshed_wherever_that_is_met(String operation) {
    String text = HubClient.text("expired at " + operation);
    hub.fault("tiktok", operation, "expire_token", "times", 1);

    long post = hub.publish(text, List.of("tiktok"), "media_urls", CLIP);

    hub.awaitStatus(post, "published");
    assertThat(effects(text)).containsExactly("created on tiktok");
  }

  @Test
  void a_large_video_goes_up_in_chunks_also_when_an_answer_is_lost() {
    String text = HubClient.text("large");
    hub.fault("tiktok", "upload", "drop_after", "times", 1);
    List<String> clip = List.of("https://cdn.example.com/clip.mp4?bytes=23000000");

    long post = hub.publish(text, List.of("tiktok"), "media_urls", clip);

    hub.awaitStatus(post, "published");
    assertThat(effects(text)).containsExactly("created on tiktok");
    assertThat(hub.posts(text).get(0).path("media").get(0).asText()).contains("23000000 bytes");
  }

  @Test
  void a_private_post_is_published_under_the_name_of_its_attempt() {
    String text = HubClient.text("private");
    Map<String, Object> own = Map.of("tiktok", Map.of("privacy_level", "SELF_ONLY"));

    long post = hub.publish(text, List.of("tiktok"), "media_urls", CLIP, "overrides", own);

    JsonNode up = hub.awaitStatus(post, "published").body();
    assertThat(target(up, "tiktok").path("platform_post_id").asText()).startsWith("v_pub_file~");
    assertThat(hub.posts(text)).isEmpty();
  }
}
