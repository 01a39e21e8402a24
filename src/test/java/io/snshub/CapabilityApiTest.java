package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.PlatformCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What platforms take and can do, and what would become of a post. */
@HubTest
class CapabilityApiTest {
  private static final String VALIDATE = "/api/sns/posts/validate";

  @Autowired private Environment environment;
  @Autowired private PlatformCatalog catalog;
  private HubClient hub;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
  }

  @Test
  void every_platform_stands_in_the_matrix_with_all_it_takes() {
    JsonNode matrix = hub.get("/api/sns/platforms").body();

    assertThat(matrix.path("platforms"))
        .extracting(one -> one.path("platform").asText())
        .containsExactlyElementsOf(catalog.names());
    assertThat(matrix.path("total").asInt()).isEqualTo(catalog.names().size());
    for (JsonNode one : matrix.path("platforms")) {
      String name = one.path("platform").asText();
      assertThat(one.path("title").asText()).as(name).isNotBlank();
      assertThat(one.path("api_version").asText()).as(name).isNotBlank();
      assertThat(one.path("mode").asText()).as(name).isEqualTo("sandbox");
      assertThat(one.path("text").path("max").asInt()).as(name).isPositive();
      assertThat(one.path("text").path("unit").asText()).as(name).isNotBlank();
      assertThat(one.path("media").path("max_items").asInt()).as(name).isPositive();
      assertThat(one.path("auth").path("scopes")).as(name).isNotEmpty();
      assertThat(hub.get("/api/sns/platforms/" + name).body()).as(name).isEqualTo(one);
    }
  }

  @Test
  void a_platform_is_found_by_its_alias_and_an_unknown_one_is_not() {
    assertThat(hub.get("/api/sns/platforms/x").text("platform")).isEqualTo("twitter");

    HubClient.Reply unknown = hub.get("/api/sns/platforms/myspace");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("code")).isEqualTo("not_found");
  }

  @Test
  void a_dry_run_says_what_each_platform_says_and_stores_nothing() {
    long before = hub.get("/api/sns/posts?limit=1").number("total");

    HubClient.Reply reply =
        hub.post(
            VALIDATE,
            Map.of("content", "a".repeat(281), "platforms", List.of("twitter", "instagram")));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("valid").asBoolean()).isFalse();
    assertThat(reply.body().path("errors")).isEmpty();
    JsonNode twitter = reply.body().path("platforms").path("twitter");
    assertThat(twitter.path("text").path("value").asInt()).isEqualTo(281);
    JsonNode tooLong = twitter.path("errors").path(0);
    assertThat(tooLong.path("rule").asText()).isEqualTo("text_too_long");
    assertThat(tooLong.path("limit").asInt()).isEqualTo(280);
    assertThat(tooLong.path("value").asInt()).isEqualTo(281);
    assertThat(tooLong.path("field").asText()).isEqualTo("content");
    assertThat(reply.body().path("platforms").path("instagram").path("errors"))
        .extracting(error -> error.path("rule").asText())
        .containsExactly("media_required");
    assertThat(hub.get("/api/sns/posts?limit=1").number("total")).isEqualTo(before);
  }

  @Test
  void a_dry_run_and_the_real_one_agree() {
    Map<String, Object> good = Map.of("content", "fine", "platforms", List.of("twitter"));
    Map<String, Object> bad =
        Map.of("content", " ", "platforms", List.of("twitter"), "on_failure", "explode");

    assertThat(hub.post(VALIDATE, good).body().path("valid").asBoolean()).isTrue();
    JsonNode refused = hub.post(VALIDATE, bad).body();
    assertThat(refused.path("valid").asBoolean()).isFalse();
    assertThat(refused.path("errors"))
        .isEqualTo(hub.post("/api/sns/posts", bad).body().path("errors"));
  }

  @Test
  void options_are_checked_by_kind_and_value_and_alternative_texts_by_length() {
    JsonNode errors =
        hub.post(
                VALIDATE,
                Map.of(
                    "content",
                    "fine",
                    "platforms",
                    List.of("twitter"),
                    "media_urls",
                    List.of("https://cdn.example.com/image.jpg"),
                    "overrides",
                    Map.of(
                        "twitter",
                        Map.of(
                            "reply_settings",
                            "nobody",
                            "made_with_ai",
                            "yes",
                            "alt_text",
                            "a".repeat(1001)))))
            .body()
            .path("platforms")
            .path("twitter")
            .path("errors");

    assertThat(errors)
        .extracting(error -> error.path("field").asText())
        .containsExactlyInAnyOrder(
            "overrides.twitter.reply_settings",
            "overrides.twitter.made_with_ai",
            "overrides.twitter.alt_texts[0]");
  }
}
