package io.snshub.sandbox.telegram;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.sandbox.SandboxClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How Telegram reads marked-up text. */
class TelegramTextTest {
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "HTML~<b>a</b> <i>b</i>~a b~bold 0 1,italic 2 1",
        "HTML~<b>a <u>b</u></b>~a b~bold 0 3,underline 2 1",
        "HTML~1 &lt; 2 &amp;&#33;~1 < 2 &!~",
        "HTML~<pre><code class=\"language-java\">x</code></pre>~x~pre 0 1",
        "HTML~<span class=\"tg-spoiler\">x</span>~x~spoiler 0 1",
        "HTML~<blockquote expandable>x</blockquote>~x~expandable_blockquote 0 1",
        "HTML~\ud83d\ude00<b>a</b>~\ud83d\ude00a~bold 2 1",
        "MarkdownV2~*a* _b_ __c__ ||e||~a b c e~bold 0 1,italic 2 1,underline 4 1,spoiler 6 1",
        "MarkdownV2~1\\.5 \\*~1.5 *~",
        "MarkdownV2~*a _b_ c*~a b c~bold 0 5,italic 2 1",
        "MarkdownV2~`a_b*c`~a_b*c~code 0 5",
        "Markdown~*a* _b_ c~a b c~bold 0 1,italic 2 1",
        "Markdown~a.b!~a.b!~",
        "~#tag @someone /start~#tag @someone /start~hashtag 0 4,mention 5 8,bot_command 14 6"
      })
  void marks_are_taken_out_and_told_apart(String mode, String text, String plain, String entities) {
    JsonObject message = object(send(mode, text)).getJsonObject("result");

    assertThat(message.getString("text")).isEqualTo(plain);
    JsonArray found = message.getJsonArray("entities", new JsonArray());
    List<String> told =
        found.stream()
            .map(JsonObject.class::cast)
            .map(
                one ->
                    "%s %d %d"
                        .formatted(
                            one.getString("type"),
                            one.getInteger("offset"),
                            one.getInteger("length")))
            .toList();
    assertThat(told)
        .containsExactlyInAnyOrder(entities == null ? new String[0] : entities.split(","));
  }

  @Test
  void a_quotation_ends_with_its_line() {
    JsonObject message = object(send("MarkdownV2", ">a\\.b\nc")).getJsonObject("result");

    assertThat(message.getString("text")).isEqualTo("a.b\nc");
    assertThat(message.getJsonArray("entities").encode())
        .isEqualTo("[{\"offset\":0,\"length\":3,\"type\":\"blockquote\"}]");
  }

  @Test
  void a_link_keeps_its_address() {
    for (String[] one :
        new String[][] {
          {"HTML", "<a href=\"https://e.com/?a=1&amp;b=2\">x</a>"},
          {"MarkdownV2", "[x](https://e.com/?a=1&b=2)"},
          {"Markdown", "[x](https://e.com/?a=1&b=2)"}
        }) {
      JsonObject message = object(send(one[0], one[1])).getJsonObject("result");
      assertThat(message.getJsonArray("entities").getJsonObject(0).getString("url"))
          .isEqualTo("https://e.com/?a=1&b=2");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "HTML~<x>a</x>~Unsupported start tag \"x\" at byte offset 0",
        "HTML~é<b>a</i>~Unmatched end tag at byte offset 6, expected \"</b>\", found \"</i>\"",
        "HTML~<b>a~Can't find end tag corresponding to start tag \"b\"",
        "HTML~a</b>~Unexpected end tag at byte offset 1",
        "HTML~a < b~Unclosed start tag at byte offset 2",
        "MarkdownV2~a.b~Character '.' is reserved and must be escaped with the preceding '\\'",
        "MarkdownV2~é *a~Can't find end of Bold entity at byte offset 3",
        "MarkdownV2~[a](b~Can't find end of a URL at byte offset 2",
        "Markdown~a *b~Can't find end of the entity starting at byte offset 2"
      })
  void what_can_not_be_parsed_is_refused_in_the_servers_words(
      String mode, String text, String why) {
    HttpResponse<String> answer = send(mode, text);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(object(answer).getString("description"))
        .isEqualTo("Bad Request: can't parse entities: " + why);
    assertThat(sandbox.created()).isZero();
  }

  @Test
  void the_limit_counts_what_is_left_after_parsing() {
    assertThat(send("HTML", "<b>" + "x".repeat(4_096) + "</b>").statusCode()).isEqualTo(200);
    assertThat(send("HTML", "<b>" + "x".repeat(4_097) + "</b>").body())
        .contains("message is too long");
    assertThat(send("", "é".repeat(16_385)).body()).contains("text is too long");
    assertThat(send("HTML", "<b></b>").body()).contains("message text is empty");
  }

  @Test
  void marks_may_be_given_apart() {
    JsonArray entities =
        new JsonArray().add(new JsonObject().put("type", "bold").put("offset", 0).put("length", 2));
    JsonObject right = message("hello").put("entities", entities);
    JsonObject wrong = message("h").put("entities", entities);

    assertThat(post(right).body()).contains("\"type\":\"bold\"");
    assertThat(post(wrong).body()).contains("ends after the end of the text");
  }

  private static HttpResponse<String> send(String mode, String text) {
    JsonObject message = message(text);
    return post(mode == null || mode.isEmpty() ? message : message.put("parse_mode", mode));
  }

  private static HttpResponse<String> post(JsonObject message) {
    return sandbox.post("/telegram/bot1:sandbox/sendMessage", message);
  }

  private static JsonObject message(String text) {
    return new JsonObject().put("chat_id", 5).put("text", text);
  }
}
