package io.snshub.sandbox.telegram;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.sandbox.SandboxClient;
import io.snshub.sandbox.SandboxSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything of the Bot API beyond plain messages. */
class TelegramMethodsTest {
  private static final String PICTURE = "https://cdn.example.com/a.jpg";
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new TelegramSandbox());
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
  void a_picture_is_brought_in_a_form_and_sent_again_by_its_id() {
    JsonObject sent = result(upload("sendPhoto?chat_id=5&caption=look", "photo", 40));
    JsonArray sizes = sent.getJsonArray("photo");
    String id = sizes.getJsonObject(2).getString("file_id");

    assertThat(sent.getString("caption")).isEqualTo("look");
    assertThat(sizes).hasSize(3);
    assertThat(result(call("sendPhoto", chat().put("photo", id))).getJsonArray("photo")).hasSize(3);
    String path =
        result(call("getFile", new JsonObject().put("file_id", id))).getString("file_path");
    assertThat(sandbox.get("/telegram/file/bot1:sandbox/" + path).body()).hasSize(40);
    assertThat(sandbox.created()).isEqualTo(2);
  }

  @Test
  void a_file_that_is_none_or_too_large_is_refused() {
    assertThat(call("sendPhoto", chat()).body()).contains("there is no photo in the request");
    assertThat(call("sendPhoto", chat().put("photo", "nonsense")).body())
        .contains("wrong remote file identifier");
    assertThat(call("sendPhoto", chat().put("photo", "https://elsewhere.test/a.jpg")).body())
        .contains("failed to get HTTP URL content");
    assertThat(upload("sendPhoto?chat_id=5", "photo", (10 << 20) + 1).statusCode()).isEqualTo(400);
    assertThat(upload("sendDocument?chat_id=5", "document", (20 << 20)).statusCode())
        .isEqualTo(200);
    assertThat(upload("sendDocument?chat_id=5", "document", (50 << 20) + 1).statusCode())
        .isEqualTo(413);
  }

  @Test
  void an_album_is_sent_whole_or_not_at_all() {
    JsonObject good = new JsonObject().put("type", "photo").put("media", PICTURE);
    JsonObject bad = new JsonObject().put("type", "photo").put("media", "nonsense");

    assertThat(
            call("sendMediaGroup", chat().put("media", new JsonArray().add(good).add(bad)))
                .statusCode())
        .isEqualTo(400);
    assertThat(sandbox.created()).isZero();
    JsonArray album =
        object(call("sendMediaGroup", chat().put("media", new JsonArray().add(good).add(good))))
            .getJsonArray("result");
    assertThat(album).hasSize(2);
    assertThat(album.getJsonObject(0).getString("media_group_id"))
        .isEqualTo(album.getJsonObject(1).getString("media_group_id"));
    assertThat(sandbox.list("/_sandbox/messages")).hasSize(2);
  }

  @Test
  void buttons_are_checked_and_kept() {
    JsonObject button = new JsonObject().put("text", "go").put("url", "https://example.com");
    JsonObject silent = new JsonObject().put("text", "go");
    JsonObject long1 = new JsonObject().put("text", "go").put("callback_data", "x".repeat(65));

    assertThat(call("sendMessage", text("a").put("reply_markup", keyboard(button))).body())
        .contains("inline_keyboard");
    assertThat(call("sendMessage", text("a").put("reply_markup", keyboard(silent))).body())
        .contains("Text buttons are unallowed");
    assertThat(call("sendMessage", text("a").put("reply_markup", keyboard(long1))).body())
        .contains("BUTTON_DATA_INVALID");
  }

  @Test
  void an_answer_shows_what_it_answers() {
    call("sendMessage", text("first"));
    JsonObject to = new JsonObject().put("message_id", 1);

    JsonObject answer = result(call("sendMessage", text("second").put("reply_parameters", to)));
    HttpResponse<String> nowhere =
        call("sendMessage", text("x").put("reply_parameters", to.copy().put("message_id", 99)));

    assertThat(answer.getJsonObject("reply_to_message").getString("text")).isEqualTo("first");
    assertThat(nowhere.body()).contains("message to be replied not found");
  }

  @Test
  void a_change_that_changes_nothing_is_refused() {
    call("sendMessage", text("same"));
    JsonObject edit = text("same").put("message_id", 1);

    assertThat(call("editMessageText", edit).body()).contains("message is not modified");
    assertThat(result(call("editMessageText", edit.put("text", "other"))).getLong("edit_date"))
        .isPositive();
    assertThat(call("editMessageCaption", edit.put("caption", "c")).body())
        .contains("there is no caption in the message to edit");
  }

  @Test
  void messages_are_copied_forwarded_and_deleted_together() {
    call("sendMessage", text("one"));
    JsonObject from = chat().put("from_chat_id", 5).put("message_id", 1);

    assertThat(result(call("copyMessage", from)).getLong("message_id")).isEqualTo(2);
    assertThat(result(call("forwardMessage", from)).containsKey("forward_origin")).isTrue();
    assertThat(call("deleteMessages", chat().put("message_ids", new JsonArray("[1,2,3,9]"))).body())
        .contains("\"result\":true");
    assertThat(sandbox.list("/_sandbox/messages")).isEmpty();
  }

  @Test
  void updates_and_a_webhook_exclude_each_other() {
    assertThat(call("getUpdates", new JsonObject()).body()).contains("\"result\":[]");
    assertThat(call("setWebhook", new JsonObject().put("url", "http://plain.test")).statusCode())
        .isEqualTo(400);
    call("setWebhook", new JsonObject().put("url", "https://hook.test/x"));

    assertThat(call("getUpdates", new JsonObject()).statusCode()).isEqualTo(409);
    assertThat(result(call("getWebhookInfo", new JsonObject())).getString("url"))
        .isEqualTo("https://hook.test/x");
    call("deleteWebhook", new JsonObject());
    assertThat(call("getUpdates", new JsonObject()).statusCode()).isEqualTo(200);
  }

  @Test
  void a_person_may_have_blocked_the_bot_and_a_group_may_have_moved() {
    turn("bot_blocked");
    turn("groups_upgraded");

    HttpResponse<String> person = call("sendMessage", text("x"));
    HttpResponse<String> group = call("sendMessage", text("x").put("chat_id", -77));

    assertThat(person.statusCode()).isEqualTo(403);
    assertThat(person.body()).contains("Forbidden: bot was blocked by the user");
    long moved = object(group).getJsonObject("parameters").getLong("migrate_to_chat_id");
    assertThat(moved).isEqualTo(-10077);
    assertThat(sandbox.created()).isZero();
  }

  @Test
  void a_group_takes_twenty_messages_a_minute() {
    try (SandboxClient strict =
        new SandboxClient(new SandboxSettings(true, "127.0.0.1", 0, true), new TelegramSandbox())) {
      HttpResponse<String> last = null;
      for (int i = 0; i <= 20; i++) {
        last = strict.post("/telegram/bot1:sandbox/sendMessage", text("x" + i).put("chat_id", -5));
        assertThat(last.statusCode()).isEqualTo(i < 20 ? 200 : 429);
      }
      int wait = object(last).getJsonObject("parameters").getInteger("retry_after");
      assertThat(wait).isBetween(1, 60);
      assertThat(last.headers().firstValue("Retry-After")).hasValue(Integer.toString(wait));
    }
  }

  private static void turn(String name) {
    JsonObject order =
        new JsonObject().put("platform", "telegram").put("name", name).put("value", true);
    HttpResponse<String> answer =
        sandbox.send(sandbox.to("/_sandbox/switches").PUT(BodyPublishers.ofString(order.encode())));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> upload(String call, String name, int bytes) {
    String head =
        "--b\r\nContent-Disposition: form-data; name=\""
            + name
            + "\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n";
    return sandbox.send(
        sandbox
            .to("/telegram/bot1:sandbox/" + call)
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(head + "x".repeat(bytes) + "\r\n--b--\r\n")));
  }

  private static JsonObject keyboard(JsonObject button) {
    JsonArray row = new JsonArray().add(button);
    return new JsonObject().put("inline_keyboard", new JsonArray().add(row));
  }

  private static JsonObject text(String text) {
    return chat().put("text", text);
  }

  private static JsonObject chat() {
    return new JsonObject().put("chat_id", 5);
  }

  private static HttpResponse<String> call(String method, JsonObject parameters) {
    return sandbox.post("/telegram/bot1:sandbox/" + method, parameters);
  }

  private static JsonObject result(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer).getJsonObject("result");
  }
}
