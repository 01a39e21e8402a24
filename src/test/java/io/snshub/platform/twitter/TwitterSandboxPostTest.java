package io.snshub.platform.twitter;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.sandbox.SandboxClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a post may consist of, and what can be read of it afterwards. */
class TwitterSandboxPostTest {
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text':'a','colour':1}                     | $.colour: is not defined in the schema",
        "{'text':5}                                  | $.text: integer found, string expected",
        "{'text':'a','reply_settings':'all'}         | $.reply_settings: does not have a value",
        "{'text':'a','quote_tweet_id':'x'}           | $.quote_tweet_id: does not match the regex",
        "{'text':'a','reply':{}}                     | in_reply_to_tweet_id: is missing",
        "{'text':'a','media':{'media_ids':[]}}       | there must be a minimum of 1 items",
        "{'text':'a','media':{'media_ids':['1','2','3','4','5']}} | maximum of 4 items",
        "{'text':'a','poll':{'options':['a'],'duration_minutes':5}} | a minimum of 2 items",
        "{'text':'a','poll':{'options':['a','b'],'duration_minutes':4}} | a minimum value of 5",
        "{'text':'a','poll':{'options':['a','b'],'duration_minutes':10081}} | maximum value of 10080",
        "{'text':'a','poll':{'options':['','b'],'duration_minutes':5}} | at least 1 characters",
        "{'text':'a','quote_tweet_id':'1','card_uri':'c'} | only one of",
        "{'text':'a','made_with_ai':'yes'}           | $.made_with_ai: string found, boolean",
        "{}                                          | $.text: is missing"
      })
  void a_body_of_another_shape_is_refused(String body, String why) {
    HttpResponse<String> answer = create(new JsonObject(body.replace('\'', '"')));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(object(answer).getString("type")).endsWith("/invalid-request");
    assertThat(answer.body()).contains(why);
    assertThat(sandbox.created()).isZero();
  }

  @Test
  void a_poll_is_shown_beside_its_post_and_ends() {
    JsonObject poll =
        new JsonObject()
            .put("options", new JsonArray().add("tea").add("coffee"))
            .put("duration_minutes", 60);
    String id = id(create(new JsonObject().put("text", "which?").put("poll", poll)));

    JsonObject read =
        get(id, "expansions=attachments.poll_ids&poll.fields=voting_status,duration_minutes");

    JsonObject shown = read.getJsonObject("includes").getJsonArray("polls").getJsonObject(0);
    assertThat(shown.getString("voting_status")).isEqualTo("open");
    assertThat(shown.getJsonArray("options").getJsonObject(1).getString("label"))
        .isEqualTo("coffee");
  }

  @Test
  void an_answer_belongs_to_the_conversation_of_what_it_answers() {
    String first = id(create(new JsonObject().put("text", "first")));
    JsonObject reply = new JsonObject().put("in_reply_to_tweet_id", first);
    String second = id(create(new JsonObject().put("text", "second").put("reply", reply)));

    JsonObject read = get(second, "tweet.fields=conversation_id,referenced_tweets,reply_settings");

    JsonObject post = read.getJsonObject("data");
    assertThat(post.getString("conversation_id")).isEqualTo(first);
    assertThat(post.getJsonArray("referenced_tweets").encode()).contains("replied_to", first);
    assertThat(post.getString("reply_settings")).isEqualTo("everyone");
  }

  @Test
  void what_was_deleted_can_be_neither_answered_nor_quoted() {
    String gone = id(create(new JsonObject().put("text", "gone")));
    sandbox.send(auth(sandbox.to("/twitter/2/tweets/" + gone).DELETE()));

    JsonObject reply = new JsonObject().put("in_reply_to_tweet_id", gone);
    assertThat(create(new JsonObject().put("text", "a").put("reply", reply)).body())
        .contains("deleted or not visible");
    assertThat(create(new JsonObject().put("text", "b").put("quote_tweet_id", gone)).statusCode())
        .isEqualTo(403);
    // a post that was never here is a stranger's
    assertThat(create(new JsonObject().put("text", "c").put("quote_tweet_id", "20")).statusCode())
        .isEqualTo(201);
  }

  @Test
  void one_cashtag_is_enough() {
    assertThat(create(new JsonObject().put("text", "$AAPL up")).statusCode()).isEqualTo(201);
    assertThat(create(new JsonObject().put("text", "$AAPL $MSFT up")).body())
        .contains("maximum of one cashtag");
  }

  @Test
  void hashtags_mentions_and_links_are_found() {
    String id = id(create(new JsonObject().put("text", "#one @you $AAPL https://example.com")));

    JsonObject entities =
        get(id, "tweet.fields=entities").getJsonObject("data").getJsonObject("entities");

    assertThat(entities.fieldNames())
        .containsExactlyInAnyOrder("urls", "hashtags", "mentions", "cashtags");
    assertThat(entities.getJsonArray("hashtags").getJsonObject(0).getString("tag"))
        .isEqualTo("one");
  }

  @Test
  void alternative_text_stays_with_its_picture() {
    String image = picture();
    JsonObject alt = new JsonObject().put("alt_text", new JsonObject().put("text", "a cat"));
    JsonObject notes = new JsonObject().put("id", image).put("metadata", alt);
    HttpResponse<String> noted =
        sandbox.send(auth(sandbox.json("/twitter/2/media/metadata", notes)));
    JsonObject media = new JsonObject().put("media_ids", new JsonArray().add(image));
    String id = id(create(new JsonObject().put("text", "look").put("media", media)));

    JsonObject read = get(id, "expansions=attachments.media_keys&media.fields=alt_text,type,url");

    assertThat(object(noted).getJsonObject("data").getJsonObject("associated_metadata"))
        .isEqualTo(alt);
    JsonObject shown = read.getJsonObject("includes").getJsonArray("media").getJsonObject(0);
    assertThat(shown.getString("alt_text")).isEqualTo("a cat");
    assertThat(shown.getString("type")).isEqualTo("photo");
  }

  @Test
  void alternative_text_has_a_thousand_characters_at_most() {
    String image = picture();

    assertThat(describe(image, "é".repeat(1_000)).statusCode()).isEqualTo(200);
    assertThat(describe(image, "é".repeat(1_001)).statusCode()).isEqualTo(400);
  }

  @Test
  void fields_that_no_post_has_are_refused() {
    String id = id(create(new JsonObject().put("text", "x")));

    HttpResponse<String> answer =
        sandbox.send(auth(sandbox.to("/twitter/2/tweets/" + id + "?tweet.fields=colour").GET()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("[colour] is not one of");
  }

  @Test
  void a_search_finds_own_posts_by_words_and_author() {
    create(new JsonObject().put("text", "red apples"));
    create(new JsonObject().put("text", "green apples"));

    assertThat(search("from:sandbox apples")).isEqualTo(2);
    assertThat(search("apples -red")).isEqualTo(1);
    assertThat(search("is:reply")).isZero();
  }

  @Test
  void the_day_of_an_app_is_counted_beside_the_quarter_of_an_hour_of_a_user() {
    HttpResponse<String> answer = create(new JsonObject().put("text", "x"));

    assertThat(answer.headers().firstValueAsLong("x-app-limit-24hour-remaining").getAsLong())
        .isEqualTo(answer.headers().firstValueAsLong("x-rate-limit-remaining").getAsLong());
    assertThat(answer.headers().firstValueAsLong("x-app-limit-24hour-reset").getAsLong())
        .isGreaterThan(
            answer.headers().firstValueAsLong("x-rate-limit-reset").getAsLong() + 80_000);
  }

  private static long search(String query) {
    String path = "/twitter/2/tweets/search/recent?query=" + query.replace(" ", "%20");
    return object(sandbox.send(auth(sandbox.to(path).GET())))
        .getJsonObject("meta")
        .getLong("result_count");
  }

  private static HttpResponse<String> describe(String media, String text) {
    JsonObject alt = new JsonObject().put("alt_text", new JsonObject().put("text", text));
    JsonObject notes = new JsonObject().put("id", media).put("metadata", alt);
    return sandbox.send(auth(sandbox.json("/twitter/2/media/metadata", notes)));
  }

  private static String picture() {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"media\"; filename=\"p.png\"\r\n"
            + "Content-Type: image/png\r\n\r\nabc\r\n--b--\r\n";
    return id(
        sandbox.send(
            auth(sandbox.to("/twitter/2/media/upload?media_category=tweet_image"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body))));
  }

  private static HttpResponse<String> create(JsonObject body) {
    return sandbox.send(auth(sandbox.json("/twitter/2/tweets", body)));
  }

  private static JsonObject get(String id, String query) {
    return object(sandbox.send(auth(sandbox.to("/twitter/2/tweets/" + id + "?" + query).GET())));
  }

  private static HttpRequest.Builder auth(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer sandbox-twitter-token");
  }

  private static String id(HttpResponse<String> answer) {
    return object(answer).getJsonObject("data").getString("id");
  }
}
