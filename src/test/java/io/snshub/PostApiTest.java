package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What the API takes, refuses and shows. */
@HubTest
@Tag("both-databases")
class PostApiTest {
  private static final String POSTS = "/api/sns/posts";

  @Autowired private Environment environment;
  private HubClient hub;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
  }

  private static Arguments bad(String field, String words, Object... fields) {
    Map<String, Object> body = new HashMap<>();
    body.put("content", "fine");
    body.put("platforms", List.of("twitter"));
    for (int i = 0; i < fields.length; i += 2) {
      body.put((String) fields[i], fields[i + 1]);
    }
    return Arguments.of(field, words, body);
  }

  static Stream<Arguments> badPosts() {
    return Stream.of(
        bad("platforms[0]", "none of", "platforms", List.of("myspace")),
        bad("platforms[1]", "twice", "platforms", List.of("twitter", "x")),
        bad("platforms", "no platform", "platforms", List.of()),
        bad("platforms", "at most 9", "platforms", Collections.nCopies(10, "x")),
        bad("content", "blank", "content", "   "),
        bad("content", "required", "content", null),
        bad("content", "281 weighted characters, at most 280", "content", "a".repeat(281)),
        bad("content", "282 weighted characters, at most 280", "content", "語".repeat(141)),
        bad("content", "at most 10000", "content", "a".repeat(10_001)),
        bad("media_urls", "needs a picture or a video", "platforms", List.of("instagram")),
        bad("media_urls", "exactly one video", "platforms", List.of("youtube")),
        bad("media_urls[0]", "http", "media_urls", List.of("ftp://example.com/a.jpg")),
        bad("media_urls[0]", "must end in", "media_urls", List.of("https://example.com/a.exe")),
        bad(
            "media_ids[1]",
            "no medium 99999999",
            "media_ids",
            Arrays.asList(1_000_000L, 99_999_999L)),
        bad("media_ids[0]", "is null", "media_ids", Arrays.asList((Object) null)),
        bad("media_ids", "at most 20", "media_ids", Collections.nCopies(21, 1)),
        bad("scheduled_at", "past", "scheduled_at", "2020-01-01T00:00:00Z"),
        bad("scheduled_at", "must be a time", "scheduled_at", "tomorrow"),
        bad("on_failure", "rollback, keep", "on_failure", "explode"),
        bad("accounts.twitter", "no account 99", "accounts", Map.of("twitter", 99_999)),
        bad("accounts.youtube", "not one of", "accounts", Map.of("youtube", 1)),
        bad("overrides.twitter.foo", "no option", "overrides", Map.of("twitter", Map.of("foo", 1))),
        bad("foo", "unknown field", "foo", 1));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("badPosts")
  void a_bad_post_is_refused_with_its_field_and_rule(
      String field, String words, Map<String, Object> body) {
    long before = hub.get(POSTS + "?limit=1").number("total");

    HubClient.Reply refused = hub.post(POSTS, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("code")).isEqualTo("validation_failed");
    assertThat(refused.body().path("errors"))
        .anySatisfy(
            error -> {
              assertThat(error.path("field").asText()).isEqualTo(field);
              assertThat(error.path("message").asText()).contains(words);
            });
    assertThat(hub.get(POSTS + "?limit=1").number("total")).isEqualTo(before);
  }

  @Test
  void a_key_that_nobody_issued_opens_nothing() {
    assertThat(hub.as("snsk_unknown_key_of_nobody_at_all").get(POSTS).status()).isEqualTo(401);
  }

  @Test
  void a_text_at_the_limit_is_taken() {
    String unique = UUID.randomUUID() + " ";

    long post = hub.publish(unique + "a".repeat(280 - unique.length()), List.of("x"));

    assertThat(hub.awaitStatus(post, "published").body().path("platforms").get(0).asText())
        .isEqualTo("twitter");
  }

  @Test
  void another_users_post_can_be_neither_seen_nor_touched() {
    long post = hub.publish(HubClient.text("mine"), List.of("twitter"));
    long user = hub.post("/api/sns/users", Map.of("name", "other")).number("user_id");
    HubClient other = hub.as(hub.post("/api/sns/keys", Map.of("user_id", user)).text("key"));

    String path = POSTS + "/" + post;
    String saga = hub.show(post).text("saga_id");
    assertThat(other.get(path).status()).isEqualTo(404);
    assertThat(other.get(path + "/timeline").status()).isEqualTo(404);
    assertThat(other.delete(path).status()).isEqualTo(404);
    for (String command : List.of("cancel", "retry", "publish")) {
      assertThat(other.command(path + "/" + command).status()).isEqualTo(404);
    }
    assertThat(other.get("/api/sns/sagas/" + saga).status()).isEqualTo(404);
    assertThat(other.get(POSTS).number("total")).isZero();
    assertThat(other.get("/api/sns/events").body().path("events")).isEmpty();
    assertThat(
            other
                .post(POSTS, Map.of("content", "x", "platforms", List.of("twitter")))
                .body()
                .path("errors")
                .get(0)
                .path("message")
                .asText())
        .contains("no account is connected");
  }

  @Test
  void the_same_key_and_body_give_the_first_answer_again() {
    Map<String, Object> body =
        Map.of("content", HubClient.text("idempotent"), "platforms", List.of("twitter"));
    String key = UUID.randomUUID().toString();

    HubClient.Reply first = hub.post(POSTS, body, "Idempotency-Key", key);
    HubClient.Reply again = hub.post(POSTS, body, "Idempotency-Key", key);
    HubClient.Reply other =
        hub.post(
            POSTS,
            Map.of("content", HubClient.text("other"), "platforms", List.of("twitter")),
            "Idempotency-Key",
            key);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().get("idempotency-replayed")).containsExactly("true");
    assertThat(other.status()).isEqualTo(422);
  }

  @Test
  void who_prefers_to_wait_learns_how_it_ended() {
    HubClient.Reply reply =
        hub.post(
            POSTS,
            Map.of("content", HubClient.text("wait"), "platforms", List.of("twitter")),
            "Prefer",
            "wait=20");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.text("status")).isEqualTo("published");
    assertThat(reply.headers().get("location"))
        .containsExactly(POSTS + "/" + reply.number("post_id"));
    assertThat(reply.headers().get("preference-applied")).containsExactly("wait=20");
  }

  @Test
  void a_draft_waits_until_it_is_published() {
    String text = HubClient.text("draft");
    long post = hub.publish(text, List.of("twitter"), "draft", true);
    assertThat(hub.show(post).text("status")).isEqualTo("draft");

    hub.command(POSTS + "/" + post + "/publish");

    hub.awaitStatus(post, "published");
  }

  @Test
  void events_come_in_order_as_cloud_events_and_sagas_show_their_steps() {
    long post = hub.publish(HubClient.text("told"), List.of("twitter"));
    JsonNode published = hub.awaitStatus(post, "published").body();
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> eventsOf(post).contains("post:published"));

    assertThat(eventsOf(post))
        .containsExactly("post:created", "post:publishing", "target:published", "post:published");
    JsonNode saga = hub.get("/api/sns/sagas/" + published.path("saga_id").asText()).body();
    assertThat(saga.path("kind").asText()).isEqualTo("publish");
    assertThat(saga.path("steps").findValuesAsText("compensation"))
        .contains("direct://mark-post", "direct://retract-twitter");
  }

  private List<String> eventsOf(long post) {
    long after = 0;
    List<String> types = new java.util.ArrayList<>();
    while (true) {
      JsonNode page = hub.get("/api/sns/events?limit=100&after=" + after).body();
      for (JsonNode event : page.path("events")) {
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        if (event.path("subject").asText().equals("post/" + post)) {
          types.add(event.path("type").asText());
        }
      }
      if (page.path("next_cursor").isNull()) {
        return types;
      }
      after = page.path("next_cursor").asLong();
    }
  }

  @Test
  void lists_can_be_filtered_and_paged() {
    String word = UUID.randomUUID().toString();
    for (int i = 0; i < 3; i++) {
      hub.publish(word + " number " + i, List.of("twitter"), "draft", true);
    }

    JsonNode page = hub.get(POSTS + "?q=" + word + "&limit=2").body();

    assertThat(page.path("total").asLong()).isEqualTo(3);
    assertThat(page.path("posts")).hasSize(2);
    String cursor = page.path("next_cursor").asText();
    JsonNode rest = hub.get(POSTS + "?q=" + word + "&limit=2&cursor=" + cursor).body();
    assertThat(rest.path("posts")).hasSize(1);
    assertThat(rest.path("posts").get(0).path("content").asText()).endsWith("number 0");
    assertThat(hub.get(POSTS + "?status=draft&platform=youtube&q=" + word).number("total"))
        .isZero();
  }
}
