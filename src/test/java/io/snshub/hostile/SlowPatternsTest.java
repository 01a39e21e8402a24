package io.snshub.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.HubClient;
import io.snshub.HubTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * No text makes a rule of a platform run on and on. Every text that a post may hold is filled with
 * what makes regular expressions go back and try again, in a length that turns a square into
 * minutes.
 */
@HubTest
class SlowPatternsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONG = 90_000;

  private static final List<String> TRAPS =
      List.of(
          "http://" + "a.".repeat(LONG) + " ",
          "http://" + "/".repeat(LONG * 2) + " ",
          "#" + "1".repeat(LONG * 2) + " ",
          "@".repeat(LONG * 2),
          "@[".repeat(LONG) + "]",
          " ".repeat(LONG * 2) + "x",
          "-".repeat(LONG * 2) + "x",
          "urn:li:share:" + "1".repeat(LONG * 2) + "x",
          "a@a.".repeat(LONG / 2) + "!",
          "{hashtag|\\".repeat(LONG / 8));

  @Autowired private Environment environment;

  @TestFactory
  List<DynamicTest> no_text_keeps_a_rule_busy() {
    HubClient hub = HubClient.of(environment);
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode platform : hub.get("/api/sns/platforms").body().path("platforms")) {
      String name = platform.path("platform").asText(platform.path("name").asText());
      for (String field : fields(platform)) {
        tests.add(DynamicTest.dynamicTest(name + " " + field, () -> send(hub, name, field)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(15);
    return tests;
  }

  /** The content, and every option that is a text. */
  private static List<String> fields(JsonNode platform) {
    List<String> fields = new ArrayList<>(List.of("content", "media_urls"));
    for (JsonNode option : platform.findPath("options")) {
      fields.add(option.path("name").asText(option.path("field").asText()));
    }
    return fields;
  }

  private void send(HubClient hub, String platform, String field) throws Exception {
    int port = Integer.parseInt(environment.getRequiredProperty("local.server.port"));
    for (String trap : TRAPS) {
      Map<String, Object> post = new LinkedHashMap<>();
      post.put("content", field.equals("content") ? trap : "words");
      post.put("platforms", List.of(platform));
      if (field.equals("media_urls")) {
        post.put("media_urls", List.of(trap));
      } else if (!field.equals("content")) {
        post.put("overrides", Map.of(platform, Map.of(field, trap)));
      }
      byte[] body = JSON.writeValueAsBytes(post);
      String head =
          "POST /api/sns/posts/validate HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nX-API-Key: %s\r\nContent-Length: %d\r\n\r\n";
      String request =
          head.formatted(hub.key(), body.length) + new String(body, StandardCharsets.ISO_8859_1);

      // the connection gives up long before a square does
      assertThat(RawHttp.exchange(port, request).status()).isIn(200, 400);
    }
  }
}
