package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub whose disk has less room than it wants to keep free. */
class NoRoomTest {
  @TempDir private Path folder;
  private HubProcess hub;

  @AfterEach
  void end() throws InterruptedException {
    hub.kill();
  }

  @Test
  void without_room_new_posts_are_refused_and_come_in_when_there_is_some() throws Exception {
    String text = HubClient.text("no room");
    Path data = folder.resolve("data");
    start(data, "1000000TB");
    Map<String, Object> post = Map.of("content", text, "platforms", List.of("twitter"));
    drop(data, text + " by file");

    HubClient.Reply refused = hub.client().post("/api/sns/posts", post);

    assertThat(refused.status()).isEqualTo(507);
    assertThat(refused.text("code")).isEqualTo("insufficient_storage");
    assertThat(refused.body().path("retryable").asBoolean()).isTrue();
    assertThat(hub.client().get("/api/sns/posts").number("total")).isZero();
    hub.kill();
    start(data, "1MB");

    assertThat(hub.client().post("/api/sns/posts", post).status()).isEqualTo(201);
    await("the file has waited, and both posts come out")
        .atMost(Duration.ofSeconds(60))
        .until(() -> hub.client().get("/api/sns/posts?status=published").number("total") == 2);
  }

  private void start(Path data, String room) throws IOException {
    hub = new HubProcess(data, Map.of("HUB_STORE_MINFREESPACE", room));
    hub.start();
    hub.awaitReady();
  }

  private static void drop(Path data, String content) throws IOException {
    Path inbox = Files.createDirectories(data.resolve("inbox"));
    Files.writeString(
        inbox.resolve("one.jsonl"),
        "{\"content\":\"" + content + "\",\"platforms\":[\"twitter\"]}\n");
  }
}
