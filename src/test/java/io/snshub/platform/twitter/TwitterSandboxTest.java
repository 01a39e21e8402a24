package io.snshub.platform.twitter;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snshub.sandbox.SandboxClient;
import io.snshub.sandbox.SandboxSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwitterSandboxTest {
  private static final String TOKEN = "sandbox-twitter-token";
  private static final String CLIENT =
      "Basic " + Base64.getEncoder().encodeToString("sandbox-client:sandbox-secret".getBytes());
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new TwitterSandbox());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @Test
  void a_post_is_created_listed_measured_and_deleted() {
    HttpResponse<String> answer = tweet("hello");
    String id = id(answer);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("x-rate-limit-remaining")).isPresent();
    assertThat(sandbox.list("/_sandbox/posts?platform=x").getJsonObject(0).getString("content"))
        .isEqualTo("hello");
    assertThat(timeline("").getJsonArray("data")).hasSize(1);
    assertThat(get("/2/tweets?ids=" + id + ",1&tweet.fields=public_metrics").body())
        .contains("impression_count")
        .contains("Could not find tweet with ids: [1].");
    assertThat(delete(id).statusCode()).isEqualTo(200);
    assertThat(delete(id).statusCode()).isEqualTo(404);
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
    assertThat(timeline("").containsKey("data")).isFalse();
  }

  @Test
  void a_timeline_comes_newest_first_in_pages() {
    String first = id(tweet("post 0"));
    for (int i = 1; i < 7; i++) {
      tweet("post " + i);
    }

    JsonObject page = timeline("max_results=5");
    String next = page.getJsonObject("meta").getString("next_token");

    assertThat(page.getJsonArray("data").getJsonObject(0).getString("text")).isEqualTo("post 6");
    assertThat(timeline("max_results=5&pagination_token=" + next).getJsonArray("data")).hasSize(2);
    assertThat(timeline("since_id=" + first).getJsonArray("data")).hasSize(6);
    assertThat(get("/2/users/" + TwitterSandbox.ACCOUNT + "/tweets?max_results=2").statusCode())
        .isEqualTo(400);
  }

  @Test
  void text_comes_back_with_short_links_and_escaped() {
    tweet("a & b https://example.com/long/path");

    JsonObject read = timeline("tweet.fields=entities").getJsonArray("data").getJsonObject(0);

    assertThat(read.getString("text")).matches("a &amp; b https://t\\.co/\\w+");
    JsonObject url = read.getJsonObject("entities").getJsonArray("urls").getJsonObject(0);
    assertThat(url.getString("expanded_url")).isEqualTo("https://example.com/long/path");
  }

  @Test
  void a_duplicate_is_refused_while_the_first_is_up() {
    String id = id(tweet("same"));

    assertThat(tweet("same").body()).contains("duplicate content");
    delete(id);
    assertThat(tweet("same").statusCode()).isEqualTo(201);
  }

  @Test
  void a_body_is_strict_and_text_is_weighed() {
    assertThat(create(new JsonObject().put("text", "x").put("colour", "red")).statusCode())
        .isEqualTo(400);
    assertThat(create(new JsonObject()).statusCode()).isEqualTo(400);
    assertThat(tweet("x".repeat(280)).statusCode()).isEqualTo(201);
    assertThat(tweet("x".repeat(281)).body()).contains("too long");
    assertThat(tweet("漢".repeat(141)).body()).contains("too long");
    assertThat(tweet("https://example.com/" + "x".repeat(400)).statusCode()).isEqualTo(201);
    assertThat(sandbox.created()).isEqualTo(2);
  }

  @Test
  void a_bad_token_is_refused() {
    HttpRequest.Builder call = sandbox.json("/twitter/2/tweets", new JsonObject().put("text", "x"));
    assertThat(sandbox.send(call).statusCode()).isEqualTo(401);
    assertThat(sandbox.send(call.setHeader("Authorization", "Bearer no")).body())
        .contains("\"title\":\"Unauthorized\"");
    assertThat(sandbox.created()).isZero();
  }

  @Test
  void a_video_is_uploaded_in_segments_and_processed_before_it_can_be_posted() {
    String media = upload("video/mp4", "tweet_video", 6);
    HttpResponse<String> early = withMedia("too early", media);
    await().until(() -> state(media).equals("succeeded"));

    assertThat(early.body()).contains("Your media IDs are invalid.");
    assertThat(withMedia("in time", media).statusCode()).isEqualTo(201);
    assertThat(timeline("tweet.fields=attachments").encode()).contains("7_" + media);
  }

  @Test
  void an_image_is_ready_at_once_and_a_spoilt_video_never() {
    String image = upload("image/jpeg", "tweet_image", 6);
    assertThat(withMedia("image", image).statusCode()).isEqualTo(201);

    sandbox.arm("fail_processing", "any");
    String video = upload("video/mp4", "tweet_video", 6);
    await().until(() -> state(video).equals("failed"));
    assertThat(withMedia("video", video).statusCode()).isEqualTo(400);
  }

  @Test
  void slow_processing_keeps_a_video_waiting() {
    sandbox.arm("slow_processing", "any", "ms", 60_000);

    String video = upload("video/mp4", "tweet_video", 6);

    assertThat(state(video)).isIn("pending", "in_progress");
  }

  @Test
  void the_older_form_with_a_command_and_the_one_shot_work_too() {
    String init = "/twitter/2/media/upload?command=INIT&media_type=image/png&total_bytes=3";
    String id = id(sandbox.send(auth(sandbox.to(init).POST(BodyPublishers.noBody()))));
    String append = "/twitter/2/media/upload?command=APPEND&segment_index=0&media_id=" + id;
    assertThat(multipart(append, "abc").statusCode()).isEqualTo(200);
    String end = "/twitter/2/media/upload?command=FINALIZE&media_id=" + id;
    assertThat(sandbox.send(auth(sandbox.to(end).POST(BodyPublishers.noBody()))).statusCode())
        .isEqualTo(200);

    HttpResponse<String> shot =
        multipart("/twitter/2/media/upload?media_category=tweet_image", "abcd");
    assertThat(object(shot).getJsonObject("data").getInteger("size")).isEqualTo(4);
    assertThat(withMedia("both", id, id(shot)).statusCode()).isEqualTo(201);
  }

  @Test
  void an_expired_token_is_cured_by_a_refresh() {
    sandbox.arm("expire_token", "any");

    assertThat(tweet("one").statusCode()).isEqualTo(401);
    assertThat(tweet("one").statusCode()).isEqualTo(401);
    JsonObject grant = object(refresh("sandbox-twitter-refresh"));
    assertThat(tweetAs(grant.getString("access_token"), "one").statusCode()).isEqualTo(201);

    sandbox.clearFaults();
    assertThat(tweet("two").statusCode()).isEqualTo(201);
    assertThat(sandbox.get("/_sandbox/ledger").body()).doesNotContain("sandbox-twitter");
  }

  @Test
  void a_refresh_rotates_but_the_seeded_token_stays() {
    refresh("sandbox-twitter-refresh");
    String next = object(refresh("sandbox-twitter-refresh")).getString("refresh_token");

    assertThat(refresh(next).statusCode()).isEqualTo(200);
    assertThat(refresh(next).body()).contains("Value passed for the token was invalid.");
  }

  @Test
  void a_code_is_exchanged_by_the_known_client_only() {
    Map<String, String> form =
        Map.of(
            "grant_type", "authorization_code",
            "code", "sandbox-code",
            "redirect_uri", "http://localhost/back",
            "code_verifier", "v");

    assertThat(token(form, CLIENT).statusCode()).isEqualTo(200);
    assertThat(token(form, "Basic bm86bm8=").statusCode()).isEqualTo(401);
    assertThat(sandbox.postForm("/twitter/2/oauth2/token", form).body()).contains("[client_id]");
  }

  @Test
  void a_person_can_allow_access_on_the_real_path() {
    String page =
        "/twitter/i/oauth2/authorize?client_id=sandbox-client&state=s1"
            + "&redirect_uri=http%3A%2F%2Flocalhost%3A1%2Fback";

    assertThat(sandbox.get(page).body())
        .containsPattern("http://localhost:1/back\\?code=sandbox-code-[0-9a-f-]+&amp;state=s1");
    assertThat(sandbox.get(page.replace("http%3A", "javascript%3A")).statusCode()).isEqualTo(400);
  }

  @Test
  void a_rate_limit_fault_speaks_as_x_does() {
    sandbox.arm("rate_limit", "publish", "retry_after", 30);

    HttpResponse<String> answer = tweet("x");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("x-rate-limit-remaining")).hasValue("0");
    assertThat(answer.headers().firstValueAsLong("x-rate-limit-reset").getAsLong())
        .isGreaterThan(System.currentTimeMillis() / 1000 + 20);
  }

  @Test
  void an_answer_that_was_cut_leaves_exactly_one_post() {
    sandbox.arm("drop_after", "publish");

    assertThatThrownBy(() -> tweet("once")).isInstanceOf(SandboxClient.NoAnswer.class);

    assertThat(sandbox.created()).isEqualTo(1);
    assertThat(timeline("").getJsonArray("data")).hasSize(1);
    assertThat(tweet("once").statusCode()).isEqualTo(403);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void a_fault_of_one_operation_leaves_the_others_alone() {
    sandbox.arm("status", "lookup", "code", 503, "platform", "x");

    assertThat(tweet("x").statusCode()).isEqualTo(201);
    assertThat(get("/2/users/me").statusCode()).isEqualTo(503);
    assertThat(get("/2/users/me").statusCode()).isEqualTo(200);
  }

  @Test
  void real_limits_are_enforced_when_asked_for() {
    try (SandboxClient strict =
        new SandboxClient(new SandboxSettings(true, "127.0.0.1", 0, true), new TwitterSandbox())) {
      HttpResponse<String> last = null;
      for (int i = 0; i <= 75; i++) {
        last = strict.send(auth(strict.to("/twitter/2/users/me").GET()));
        assertThat(last.statusCode()).isEqualTo(i < 75 ? 200 : 429);
      }
      assertThat(last.headers().firstValue("x-rate-limit-limit")).hasValue("75");
    }
  }

  private static HttpResponse<String> tweet(String text) {
    return tweetAs(TOKEN, text);
  }

  private static HttpResponse<String> tweetAs(String token, String text) {
    return sandbox.send(
        sandbox
            .json("/twitter/2/tweets", new JsonObject().put("text", text))
            .header("Authorization", "Bearer " + token));
  }

  private static HttpResponse<String> create(JsonObject body) {
    return sandbox.send(auth(sandbox.json("/twitter/2/tweets", body)));
  }

  private static HttpResponse<String> withMedia(String text, String... ids) {
    JsonArray list = new JsonArray();
    for (String id : ids) {
      list.add(id);
    }
    return create(
        new JsonObject().put("text", text).put("media", new JsonObject().put("media_ids", list)));
  }

  private static String upload(String type, String category, int size) {
    JsonObject begin =
        new JsonObject()
            .put("media_type", type)
            .put("media_category", category)
            .put("total_bytes", size);
    String root = "/twitter/2/media/upload/";
    String id = id(sandbox.send(auth(sandbox.json(root + "initialize", begin))));
    multipart(root + id + "/append?segment_index=0", "abc");
    JsonObject second =
        new JsonObject()
            .put("segment_index", 1)
            .put("media", Base64.getEncoder().encodeToString(new byte[size - 3]));
    sandbox.send(auth(sandbox.json(root + id + "/append", second)));
    HttpRequest.Builder end = sandbox.to(root + id + "/finalize").POST(BodyPublishers.noBody());
    assertThat(sandbox.send(auth(end)).statusCode()).isEqualTo(200);
    return id;
  }

  private static HttpResponse<String> multipart(String path, String bytes) {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"blob\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n"
            + bytes
            + "\r\n--b--\r\n";
    return sandbox.send(
        auth(sandbox.to(path))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body)));
  }

  private static String state(String media) {
    return object(get("/2/media/upload?command=STATUS&media_id=" + media))
        .getJsonObject("data")
        .getJsonObject("processing_info")
        .getString("state");
  }

  private static HttpResponse<String> refresh(String token) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token), CLIENT);
  }

  private static HttpResponse<String> token(Map<String, String> form, String client) {
    return sandbox.send(
        sandbox
            .to("/twitter/2/oauth2/token")
            .header("Authorization", client)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(SandboxClient.form(form)));
  }

  private static HttpResponse<String> get(String path) {
    return sandbox.send(auth(sandbox.to("/twitter" + path).GET()));
  }

  private static HttpResponse<String> delete(String id) {
    return sandbox.send(auth(sandbox.to("/twitter/2/tweets/" + id).DELETE()));
  }

  private static JsonObject timeline(String query) {
    return object(get("/2/users/" + TwitterSandbox.ACCOUNT + "/tweets?" + query));
  }

  private static HttpRequest.Builder auth(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + TOKEN);
  }

  private static String id(HttpResponse<String> answer) {
    return object(answer).getJsonObject("data").getString("id");
  }
}
