package io.snshub.platform.twitter;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.sandbox.SandboxClient;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both ways of what isn't known for certain of X. */
class TwitterSandboxChoicesTest {
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
  void a_post_may_be_called_a_tweet_or_a_post() {
    String query = "?tweet.fields=public_metrics&post.fields=public_metrics";
    String id = object(create("a")).getJsonObject("data").getString("id");
    assertThat(get("/2/tweets/" + id + query).body())
        .contains("retweet_count", "edit_history_tweet_ids");

    turn("words_of_2_167");

    assertThat(get("/2/tweets/" + id + query).body())
        .contains("repost_count", "edit_history_post_ids")
        .doesNotContain("retweet_count");
    assertThat(create("b").body()).contains("edit_history_post_ids");
  }

  @Test
  void what_is_missing_may_be_found_out_in_two_ways() {
    assertThat(delete("1").statusCode()).isEqualTo(404);
    assertThat(get("/2/tweets/1").statusCode()).isEqualTo(200);

    turn("delete_of_missing_succeeds");
    turn("lookup_of_missing_is_404");

    assertThat(delete("1").statusCode()).isEqualTo(200);
    assertThat(get("/2/tweets/1").statusCode()).isEqualTo(404);
  }

  @Test
  void a_text_over_the_limit_is_refused_in_two_ways() {
    assertThat(create("x".repeat(281)).statusCode()).isEqualTo(400);

    turn("too_long_is_403");

    assertThat(create("x".repeat(281)).statusCode()).isEqualTo(403);
  }

  @Test
  void a_plain_account_can_not_quote_and_answers_itself_only() {
    turn("self_serve_limits");
    String own = object(create("own")).getJsonObject("data").getString("id");

    assertThat(send(new JsonObject().put("text", "q").put("quote_tweet_id", own)).statusCode())
        .isEqualTo(403);
    assertThat(send(answer("to a stranger", "20")).statusCode()).isEqualTo(403);
    assertThat(send(answer("to myself", own)).statusCode()).isEqualTo(201);
  }

  @Test
  void lists_may_lag() {
    String id = object(create("fresh")).getJsonObject("data").getString("id");
    String list = "/2/users/" + TwitterSandbox.ACCOUNT + "/tweets";
    assertThat(get(list).body()).contains(id);

    turn("lists_lag");

    assertThat(get(list).body()).doesNotContain(id);
    assertThat(get("/2/tweets/" + id).body()).contains(id);
  }

  @Test
  void a_segment_may_be_answered_with_nothing() {
    turn("append_is_204");
    JsonObject begin =
        new JsonObject()
            .put("media_type", "video/mp4")
            .put("media_category", "tweet_video")
            .put("total_bytes", 3);
    String media =
        object(sandbox.send(auth(sandbox.json("/twitter/2/media/upload/initialize", begin))))
            .getJsonObject("data")
            .getString("id");
    JsonObject segment = new JsonObject().put("segment_index", 0).put("media", "YWJj");

    HttpResponse<String> answer =
        sandbox.send(auth(sandbox.json("/twitter/2/media/upload/" + media + "/append", segment)));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
  }

  private static void turn(String name) {
    JsonObject order =
        new JsonObject().put("platform", "twitter").put("name", name).put("value", true);
    HttpResponse<String> answer =
        sandbox.send(
            sandbox
                .to("/_sandbox/switches")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(order.encode())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static JsonObject answer(String text, String to) {
    return new JsonObject()
        .put("text", text)
        .put("reply", new JsonObject().put("in_reply_to_tweet_id", to));
  }

  private static HttpResponse<String> create(String text) {
    return send(new JsonObject().put("text", text));
  }

  private static HttpResponse<String> send(JsonObject body) {
    return sandbox.send(auth(sandbox.json("/twitter/2/tweets", body)));
  }

  private static HttpResponse<String> get(String path) {
    return sandbox.send(auth(sandbox.to("/twitter" + path).GET()));
  }

  private static HttpResponse<String> delete(String id) {
    return sandbox.send(auth(sandbox.to("/twitter/2/tweets/" + id).DELETE()));
  }

  private static HttpRequest.Builder auth(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer sandbox-twitter-token");
  }
}
