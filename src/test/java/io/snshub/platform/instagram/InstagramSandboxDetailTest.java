package io.snshub.platform.instagram;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snshub.sandbox.SandboxClient;
import io.snshub.sandbox.SandboxSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands beside containers and posts, and both ways of what isn't known for certain. */
class InstagramSandboxDetailTest {
  private static final String TOKEN = "sandbox-instagram-token";
  private static final String USER = "/instagram/v25.0/" + InstagramSandbox.ACCOUNT;
  private static final String IMAGE = "https://cdn.example.com/a.jpg";
  private static final String VIDEO = "https://cdn.example.com/a.mp4";
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new InstagramSandbox());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user_tags     | [{'username':'a','x':2,'y':0}]",
        "user_tags     | [{'x':0,'y':0}]",
        "user_tags     | not json",
        "collaborators | ['a','b','c','d']",
        "trial_params  | {'graduation_strategy':'SOON'}"
      })
  void details_that_make_no_sense_are_refused(String name, String value) {
    HttpResponse<String> answer =
        create(Map.of("image_url", IMAGE, name, value.replace('\'', '"')));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer).getInteger("code")).isEqualTo(100);
  }

  @Test
  void alternative_text_stays_with_its_picture() {
    String id = published(Map.of("image_url", IMAGE, "alt_text", "a cat"));

    assertThat(object(get("/instagram/" + id + "?fields=alt_text")).getString("alt_text"))
        .isEqualTo("a cat");
    assertThat(create(Map.of("image_url", IMAGE, "alt_text", "é".repeat(1_000))).statusCode())
        .isEqualTo(200);
    assertThat(create(Map.of("image_url", IMAGE, "alt_text", "é".repeat(1_001))).statusCode())
        .isEqualTo(400);
  }

  @Test
  void each_kind_of_post_has_counters_of_its_own() {
    String picture = published(Map.of("image_url", IMAGE));
    String reel = published(Map.of("media_type", "REELS", "video_url", VIDEO));

    assertThat(insights(picture, "views,likes,saved,profile_visits").statusCode()).isEqualTo(200);
    assertThat(insights(reel, "views,ig_reels_video_view_total_time").statusCode()).isEqualTo(200);
    assertThat(error(insights(picture, "views,ig_reels_avg_watch_time")).getString("message"))
        .contains("does not support the ig_reels_avg_watch_time metric");
    assertThat(error(insights(reel, "plays")).getString("message")).contains("must be one of");
  }

  @Test
  void a_story_that_nobody_has_seen_has_no_counters() {
    String story = published(Map.of("media_type", "STORIES", "image_url", IMAGE));

    JsonObject error = error(insights(story, "views,reach,replies"));

    assertThat(error.getInteger("code")).isEqualTo(10);
    assertThat(error.getString("message")).contains("Not enough viewers");
  }

  @Test
  void a_video_can_be_brought_in_pieces() {
    HttpResponse<String> made = create(Map.of("media_type", "REELS", "upload_type", "resumable"));
    String uri = object(made).getString("uri");
    String id = object(made).getString("id");

    assertThat(piece(uri, 0, 600).statusCode()).isEqualTo(200);
    assertThat(piece(uri, 500, 400).body()).contains("ProcessingFailedError");
    JsonObject phase =
        object(get("/instagram/" + id + "?fields=video_status"))
            .getJsonObject("video_status")
            .getJsonObject("uploading_phase");
    assertThat(phase.getInteger("bytes_transferred")).isEqualTo(600);
    assertThat(piece(uri, 600, 400).body()).contains("Upload successful.");
    await().until(() -> state(id).equals("FINISHED"));
  }

  @Test
  void comments_can_be_made_answered_hidden_and_taken_away() {
    String post = published(Map.of("image_url", IMAGE));
    String comment =
        object(post("/instagram/" + post + "/comments", Map.of("message", "nice"))).getString("id");
    post("/instagram/" + comment + "/replies", Map.of("message", "thanks"));
    post("/instagram/" + comment, Map.of("hide", "true"));

    JsonArray listed = data("/instagram/" + post + "/comments?fields=text,hidden,username");
    assertThat(listed).hasSize(1);
    assertThat(listed.getJsonObject(0).getBoolean("hidden")).isTrue();
    assertThat(data("/instagram/" + comment + "/replies")).hasSize(1);
    assertThat(delete(comment).statusCode()).isEqualTo(200);
    assertThat(data("/instagram/" + post + "/comments")).isEmpty();
    // a comment is no post
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void comments_can_be_switched_off() {
    String post = published(Map.of("image_url", IMAGE));

    post("/instagram/" + post, Map.of("comment_enabled", "false"));

    JsonObject read = object(get("/instagram/" + post + "?fields=is_comment_enabled"));
    assertThat(read.getBoolean("is_comment_enabled")).isFalse();
  }

  @Test
  void the_page_leads_to_the_account() {
    JsonObject page =
        data("/instagram/v25.0/me/accounts?fields=access_token,instagram_business_account{id}")
            .getJsonObject(0);

    assertThat(page.getJsonObject("instagram_business_account").getString("id"))
        .isEqualTo(InstagramSandbox.ACCOUNT);
    assertThat(page.getString("access_token")).isNotEmpty();
    assertThat(page.containsKey("name")).isFalse();
  }

  @Test
  void the_next_page_is_a_link_that_works_as_it_stands() {
    published(Map.of("image_url", IMAGE, "caption", "one"));
    published(Map.of("image_url", IMAGE, "caption", "two"));

    String next =
        object(get(USER + "/media?fields=caption&limit=1"))
            .getJsonObject("paging")
            .getString("next");

    assertThat(object(sandbox.get(next)).getJsonArray("data").getJsonObject(0).getString("caption"))
        .isEqualTo("one");
  }

  @Test
  void an_account_makes_four_hundred_containers_a_day() {
    try (SandboxClient strict =
        new SandboxClient(
            new SandboxSettings(true, "127.0.0.1", 0, true), new InstagramSandbox())) {
      int last = 0;
      for (int i = 0; i <= 400; i++) {
        String path = USER + "/media?access_token=" + TOKEN + "&image_url=" + IMAGE;
        last = strict.send(strict.to(path).POST(BodyPublishers.noBody())).statusCode();
        assertThat(last).isEqualTo(i < 400 ? 200 : 400);
      }
    }
  }

  @Test
  void a_published_container_may_give_its_post_again() {
    String container = container(Map.of("image_url", IMAGE));
    String id = object(publish(container)).getString("id");
    assertThat(publish(container).statusCode()).isEqualTo(400);

    turn("republish_returns_id");

    assertThat(object(publish(container)).getString("id")).isEqualTo(id);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void the_instagram_login_can_not_delete() {
    String id = published(Map.of("image_url", IMAGE));
    turn("login_without_delete");

    assertThat(error(delete(id)).getInteger("error_subcode")).isEqualTo(33);
    assertThat(get("/instagram/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void lists_may_lag_and_counters_may_be_late() {
    String id = published(Map.of("image_url", IMAGE));
    assertThat(data(USER + "/media")).hasSize(1);

    turn("lists_lag");
    turn("insights_late");

    assertThat(data(USER + "/media")).isEmpty();
    assertThat(get("/instagram/" + id).statusCode()).isEqualTo(200);
    assertThat(object(insights(id, "views")).getJsonArray("data")).isEmpty();
  }

  @Test
  void a_code_may_be_answered_with_a_list() {
    turn("code_answered_with_list");
    Map<String, String> form =
        Map.of(
            "client_id", "sandbox-client",
            "client_secret", "sandbox-secret",
            "code", "sandbox-code",
            "grant_type", "authorization_code",
            "redirect_uri", "http://localhost/back");

    JsonObject answer = object(sandbox.postForm("/instagram/oauth/access_token", form));

    assertThat(answer.getJsonArray("data").getJsonObject(0).getString("access_token")).isNotEmpty();
  }

  private static void turn(String name) {
    JsonObject order =
        new JsonObject().put("platform", "instagram").put("name", name).put("value", true);
    assertThat(
            sandbox
                .send(sandbox.to("/_sandbox/switches").PUT(BodyPublishers.ofString(order.encode())))
                .statusCode())
        .isEqualTo(200);
  }

  private static HttpResponse<String> piece(String uri, int offset, int bytes) {
    return sandbox.send(
        sandbox
            .to(uri)
            .header("Authorization", "OAuth " + TOKEN)
            .header("offset", Integer.toString(offset))
            .header("file_size", "1000")
            .POST(BodyPublishers.ofByteArray(new byte[bytes])));
  }

  private static String published(Map<String, String> fields) {
    HttpResponse<String> answer = publish(container(fields));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer).getString("id");
  }

  private static String container(Map<String, String> fields) {
    HttpResponse<String> answer = create(fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String id = object(answer).getString("id");
    await().until(() -> state(id).equals("FINISHED"));
    return id;
  }

  private static HttpResponse<String> create(Map<String, String> fields) {
    return post(USER + "/media", fields);
  }

  private static HttpResponse<String> publish(String container) {
    return post(USER + "/media_publish", Map.of("creation_id", container));
  }

  private static HttpResponse<String> insights(String id, String metrics) {
    return get("/instagram/" + id + "/insights?metric=" + metrics);
  }

  private static String state(String container) {
    return object(get("/instagram/" + container + "?fields=status_code")).getString("status_code");
  }

  private static HttpResponse<String> post(String path, Map<String, String> fields) {
    return sandbox.send(
        auth(sandbox.to(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(SandboxClient.form(fields)));
  }

  private static HttpResponse<String> get(String path) {
    String encoded = path.replace("{", "%7B").replace("}", "%7D");
    return sandbox.send(auth(sandbox.to(encoded)).GET());
  }

  private static HttpResponse<String> delete(String id) {
    return sandbox.send(auth(sandbox.to("/instagram/v25.0/" + id)).DELETE());
  }

  private static HttpRequest.Builder auth(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + TOKEN);
  }

  private static JsonArray data(String path) {
    return object(get(path)).getJsonArray("data");
  }

  private static JsonObject error(HttpResponse<String> answer) {
    return object(answer).getJsonObject("error");
  }
}
