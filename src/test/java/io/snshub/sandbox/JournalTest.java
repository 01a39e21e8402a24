package io.snshub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.pinterest.PinterestSandbox;
import io.snshub.sandbox.telegram.TelegramSandbox;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path files;
  private Path file;
  private SandboxClient sandbox;

  @BeforeEach
  void start() {
    file = files.resolve("calls.jsonl");
    sandbox =
        new SandboxClient(
            SandboxSettings.onFreePort().journal(file),
            new PinterestSandbox(),
            new TelegramSandbox());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void holds_every_call_as_it_came() throws IOException {
    sandbox.send(
        sandbox
            .json("/pinterest/v5/boards?a=1&b=x%20y", new JsonObject().put("name", "é"))
            .header("Authorization", "Bearer sandbox-pinterest-token"));
    sandbox.get("/pinterest/v5/nothing");

    JsonObject first = lines().get(0);
    assertThat(first.getString("platform")).isEqualTo("pinterest");
    assertThat(first.getString("method")).isEqualTo("POST");
    assertThat(first.getString("path")).isEqualTo("/v5/boards");
    assertThat(first.getString("query")).isEqualTo("a=1&b=x%20y");
    assertThat(first.getJsonObject("json")).isEqualTo(new JsonObject().put("name", "é"));
    assertThat(first.getJsonObject("headers").getString("content-type"))
        .isEqualTo("application/json");
    assertThat(lines().get(1).getString("path")).isEqualTo("/v5/nothing");
    assertThat(lines()).hasSize(2);
  }

  @Test
  void holds_no_credential() throws IOException {
    sandbox.postForm(
        "/pinterest/v5/oauth/token?access_token=abc-1&page=2",
        Map.of("grant_type", "refresh_token", "refresh_token", "abc-2", "client_secret", "abc-3"));
    sandbox.send(
        sandbox
            .json("/pinterest/v5/pins", new JsonObject().put("token", "abc-4"))
            .header("Authorization", "Bearer abc-5")
            .header("Cookie", "session=abc-6"));
    sandbox.get("/telegram/bot1:abc-7/getMe");

    assertThat(Files.readString(file)).doesNotContain("abc-");
    assertThat(lines().get(0).getString("query")).isEqualTo("access_token=***&page=2");
    assertThat(lines().get(0).getJsonObject("form").getString("grant_type"))
        .isEqualTo("refresh_token");
    assertThat(lines().get(1).getJsonObject("headers").getString("authorization"))
        .isEqualTo("Bearer ***");
    assertThat(lines().get(2).getString("path")).isEqualTo("/bot***/getMe");
  }

  @Test
  void names_the_files_of_a_form_and_drops_their_bytes() throws IOException {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n--b\r\nContent-Disposition:"
            + " form-data; name=\"file\"; filename=\"a.mp4\"\r\nContent-Type: video/mp4\r\n\r\n"
            + "secret-bytes\r\n--b--\r\n";
    sandbox.send(
        sandbox
            .to("/pinterest/")
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(BodyPublishers.ofString(body)));

    JsonObject part = lines().get(0).getJsonArray("parts").getJsonObject(0);
    assertThat(part.getString("name")).isEqualTo("file");
    assertThat(part.getLong("size")).isEqualTo("secret-bytes".length());
    assertThat(lines().get(0).getJsonObject("form").getString("key")).isEqualTo("k");
    assertThat(Files.readString(file)).doesNotContain("secret-bytes");
  }

  @Test
  void there_is_none_unless_it_is_asked_for() {
    try (SandboxClient quiet = new SandboxClient(new PinterestSandbox())) {
      quiet.get("/pinterest/v5/boards");
    }
    assertThat(file).doesNotExist();
  }

  private List<JsonObject> lines() throws IOException {
    return Files.readAllLines(file).stream().map(JsonObject::new).toList();
  }
}
