package io.snshub.platform.threads;

import static io.snshub.platform.threads.ThreadsWorld.IMAGE;
import static io.snshub.platform.threads.ThreadsWorld.error;
import static io.snshub.platform.threads.ThreadsWorld.subcode;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a container may hold, and how the Threads API refuses the rest. */
class ThreadsSandboxRulesTest {
  private static ThreadsWorld world;

  @BeforeAll
  static void start() {
    world = new ThreadsWorld(false);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void text_has_500_characters_and_an_emoji_counts_by_its_bytes() {
    assertThat(text("a".repeat(500)).statusCode()).isEqualTo(200);
    assertThat(error(text("a".repeat(501))).getString("message"))
        .isEqualTo("Param text must be at most 500 characters long.");
    assertThat(error(text("a".repeat(501))).getString("type")).isEqualTo("THApiException");
    assertThat(text("ü".repeat(500)).statusCode()).isEqualTo(200);
    assertThat(text("語".repeat(500)).statusCode()).isEqualTo(200);
    assertThat(text("\ud83d\ude00".repeat(125)).statusCode()).isEqualTo(200);
    assertThat(text("\ud83d\ude00".repeat(125) + "a").statusCode()).isEqualTo(400);
    // a family of four is one emoji of 25 bytes
    String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66";
    assertThat(text(family.repeat(20)).statusCode()).isEqualTo(200);
    assertThat(text(family.repeat(20) + "a").statusCode()).isEqualTo(400);
  }

  @Test
  void five_links_are_enough() {
    assertThat(text(links(5)).statusCode()).isEqualTo(200);
    assertThat(text(links(5) + " https://example.com/1").statusCode()).isEqualTo(200);
    assertThat(error(text(links(6))).getString("message"))
        .isEqualTo("THREADS_API__LINK_LIMIT_EXCEEDED");
    assertThat(
            error(
                    world.create(
                        "media_type",
                        "TEXT",
                        "text",
                        links(5),
                        "link_attachment",
                        "https://x.test"))
                .getString("message"))
        .isEqualTo("THREADS_API__LINK_LIMIT_EXCEEDED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          topic_tag; a.b
          topic_tag; a&b
          topic_tag; 123456789012345678901234567890123456789012345678901
          reply_control; nobody
          poll_attachment; {"option_a":"only one"}
          poll_attachment; {"option_a":"a","option_b":"b","option_d":"d"}
          poll_attachment; {"option_a":"a","option_b":"12345678901234567890123456"}
          poll_attachment; yes or no
          gif_attachment; {"gif_id":"1","provider":"TENOR"}
          text_attachment; {"plaintext":""}
          allowlisted_country_codes; GB,ZZ
          text_entities; {"entity_type":"SPOILER"}
          """)
  void a_wrong_option_is_refused(String name, String value) {
    HttpResponse<String> answer = world.create("media_type", "TEXT", "text", "t", name, value);

    assertThat(error(answer).getInteger("code")).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          topic_tag; 12345678901234567890123456789012345678901234567890
          reply_control; followers_only
          poll_attachment; {"option_a":"a","option_b":"b","option_c":"c","option_d":"d"}
          poll_attachment; {"option_a":"a","option_b":"b","option_c":"","option_d":""}
          gif_attachment; {"gif_id":"1","provider":"GIPHY"}
          text_attachment; {"plaintext":"long","link_attachment_url":"https://example.com"}
          allowlisted_country_codes; GB,US
          text_entities; [{"entity_type":"SPOILER","offset":0,"length":1}]
          is_ghost_post; true
          """)
  void a_right_option_is_taken(String name, String value) {
    assertThat(world.create("media_type", "TEXT", "text", "t", name, value).statusCode())
        .isEqualTo(200);
  }

  @Test
  void what_belongs_to_text_is_refused_beside_media() {
    for (String name : new String[] {"link_attachment", "poll_attachment", "gif_attachment"}) {
      assertThat(
              error(world.create("media_type", "IMAGE", "image_url", IMAGE, name, "https://x.test"))
                  .getString("message"))
          .isEqualTo("THREADS_API__FEATURE_NOT_AVAILABLE");
    }
    assertThat(
            subcode(world.create("media_type", "TEXT", "text", "t", "link_attachment", "no link")))
        .isEqualTo(4279047);
    assertThat(
            world
                .create("media_type", "IMAGE", "image_url", IMAGE, "alt_text", "x".repeat(1_001))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void what_is_missing_is_named() {
    assertThat(error(world.create("text", "t")).getString("message")).contains("media_type");
    assertThat(error(world.create("media_type", "TEXT")).getString("message")).contains("text");
    assertThat(error(world.create("media_type", "IMAGE")).getString("message"))
        .contains("image_url");
    assertThat(error(world.create("media_type", "CAROUSEL")).getString("message"))
        .contains("children");
    assertThat(error(world.create("media_type", "STORY")).getString("message"))
        .contains("must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}");
    assertThat(
            subcode(world.create("media_type", "TEXT", "text", "t", "reply_to_id", "18000000001")))
        .isEqualTo(4279009);
    assertThat(subcode(world.post("/threads/v1.0/42/threads", "media_type", "TEXT", "text", "t")))
        .isEqualTo(33);
  }

  private static HttpResponse<String> text(String text) {
    return world.create("media_type", "TEXT", "text", text);
  }

  private static String links(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "https://example.com/" + i)
        .collect(Collectors.joining(" "));
  }
}
