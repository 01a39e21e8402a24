package io.snshub.sandbox.telegram;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snshub.sandbox.SandboxClient;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TelegramSandboxTest {
  private static final String SEND = "/telegram/bot1:sandbox/sendMessage";
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
  void a_message_is_in_the_ledger_but_is_no_post() {
    HttpResponse<String> answer = sandbox.post(SEND, message("hello"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(object(answer).getJsonObject("result").getInteger("message_id")).isEqualTo(1);
    assertThat(sandbox.list("/_sandbox/posts")).isEmpty();
    assertThat(sandbox.list("/_sandbox/messages")).hasSize(1);
    assertThat(sandbox.lastEntry().getString("effect")).isEqualTo("created");
    assertThat(sandbox.lastEntry().getString("content")).isEqualTo("hello");
    assertThat(sandbox.lastEntry().getInteger("status")).isEqualTo(200);
  }

  @Test
  void parameters_come_by_query_form_or_json_and_ids_rise_per_chat() {
    sandbox.get(SEND + "?chat_id=7&text=one");
    sandbox.postForm(SEND, Map.of("chat_id", "7", "text", "two"));
    HttpResponse<String> third =
        sandbox.post(SEND, new JsonObject().put("chat_id", 7).put("text", "three"));

    assertThat(object(third).getJsonObject("result").getInteger("message_id")).isEqualTo(3);
  }

  @Test
  void a_message_can_be_changed_and_deleted_once() {
    sandbox.post(SEND, message("before"));
    JsonObject change = message("after").put("message_id", 1);

    assertThat(sandbox.post("/telegram/bot1:sandbox/editMessageText", change).statusCode())
        .isEqualTo(200);
    assertThat(sandbox.list("/_sandbox/messages").getJsonObject(0).getString("content"))
        .isEqualTo("after");
    assertThat(sandbox.post("/telegram/bot1:sandbox/deleteMessage", change).body())
        .contains("\"result\":true");
    assertThat(sandbox.post("/telegram/bot1:sandbox/deleteMessage", change).body())
        .contains("message to delete not found");
    assertThat(sandbox.list("/_sandbox/messages")).isEmpty();
  }

  @Test
  void errors_say_what_the_real_server_says() {
    assertThat(sandbox.post("/telegram/bot2:other/sendMessage", message("x")).statusCode())
        .isEqualTo(401);
    assertThat(sandbox.post(SEND, message("")).body()).contains("message text is empty");
    assertThat(sandbox.post(SEND, message("x".repeat(4_097))).body()).contains("too long");
    assertThat(sandbox.post(SEND, message("x").put("chat_id", "0")).body())
        .contains("chat not found");
    assertThat(sandbox.get("/telegram/bot1:sandbox/sendNothing").statusCode()).isEqualTo(404);
  }

  @Test
  void a_rate_limit_is_told_in_the_body_and_has_no_effect() {
    sandbox.arm("rate_limit", "publish", "retry_after", 7);

    HttpResponse<String> answer = sandbox.post(SEND, message("x"));

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(object(answer).getJsonObject("parameters").getInteger("retry_after")).isEqualTo(7);
    assertThat(sandbox.created()).isZero();
    assertThat(sandbox.post(SEND, message("x")).statusCode()).isEqualTo(200);
  }

  @Test
  void a_cut_before_has_no_effect_and_a_cut_after_has_one() {
    sandbox.arm("drop_before", "publish");
    assertThatThrownBy(() -> sandbox.post(SEND, message("lost")))
        .isInstanceOf(SandboxClient.NoAnswer.class);
    assertThat(sandbox.created()).isZero();
    assertThat(sandbox.lastEntry().getInteger("status")).isZero();

    sandbox.arm("drop_after", "publish");
    assertThatThrownBy(() -> sandbox.post(SEND, message("sent")))
        .isInstanceOf(SandboxClient.NoAnswer.class);
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void a_held_caller_gets_its_answer_when_the_faults_are_cleared() {
    sandbox.arm("hold", "publish");

    CompletableFuture<HttpResponse<String>> held =
        sandbox.sendLater(sandbox.json(SEND, message("held")));
    await().until(() -> sandbox.created() == 1);
    assertThat(held).isNotDone();
    assertThat(sandbox.lastEntry().getInteger("status")).isZero();
    sandbox.clearFaults();

    assertThat(held.join().statusCode()).isEqualTo(200);
    assertThat(sandbox.lastEntry().getInteger("status")).isEqualTo(200);
  }

  @Test
  void latency_composes_with_another_fault() {
    sandbox.arm("latency", "publish", "ms", 200);
    sandbox.arm("status", "publish", "code", 500);

    long start = System.nanoTime();
    HttpResponse<String> answer = sandbox.post(SEND, message("x"));

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(object(answer).getBoolean("ok")).isFalse();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(190_000_000L);
    assertThat(sandbox.list("/_sandbox/faults")).isEmpty();
  }

  private static JsonObject message(String text) {
    return new JsonObject().put("chat_id", "42").put("text", text);
  }
}
