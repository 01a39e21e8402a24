package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that is killed again and again while posts come in; the sandbox outlives it and tells. */
class CrashTest {
  private static final List<String> ALL = List.of("twitter", "instagram", "youtube");
  private static final int POSTS = 40;
  private static final int KILLS = 4;

  @TempDir private Path folder;
  private HubProcess hub;

  @AfterEach
  void end() throws InterruptedException {
    hub.kill();
  }

  @Test
  void every_accepted_post_comes_out_once_however_often_the_hub_is_killed() throws Exception {
    long seed = new Random().nextInt(1_000_000);
    Random random = new Random(seed);
    String run = "crash " + seed + " ";
    hub = new HubProcess(folder.resolve("data"));
    hub.start();
    hub.awaitReady();
    Map<Integer, Long> accepted = new ConcurrentHashMap<>();
    CompletableFuture<Void> author = CompletableFuture.runAsync(() -> handIn(run, accepted));

    for (int kill = 0; kill < KILLS; kill++) {
      CompletableFuture<Void> moment =
          CompletableFuture.runAsync(
              () -> {},
              CompletableFuture.delayedExecutor(random.nextInt(100, 2_500), TimeUnit.MILLISECONDS));
      moment.join();
      hub.kill();
      hub.start();
      hub.awaitReady();
    }
    author.get(2, TimeUnit.MINUTES);

    HubClient client = hub.client();
    Awaitility.await("all posts of seed " + seed + " end")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> client.get("/api/sns/posts?status=published&limit=1").number("total") == POSTS);
    assertThat(accepted.values()).as("seed %d", seed).doesNotHaveDuplicates().hasSize(POSTS);
    assertOneCreateEach(client, run, seed);
  }

  /** Hands posts in, each under its own key, and again whenever the hub did not answer. */
  private void handIn(String run, Map<Integer, Long> accepted) {
    for (int i = 0; i < POSTS; i++) {
      int number = i;
      Map<String, Object> body =
          Map.of(
              "content",
              run + "number " + number,
              "platforms",
              ALL,
              "media_urls",
              List.of("https://cdn.example.com/clip.mp4?bytes=20000"),
              "on_failure",
              number % 2 == 0 ? "rollback" : "keep");
      Awaitility.await("post " + number + " is accepted")
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptionsMatching(error -> error instanceof UncheckedIOException)
          .until(
              () -> {
                HubClient.Reply reply =
                    hub.client().post("/api/sns/posts", body, "Idempotency-Key", run + number);
                if (reply.status() == 201) {
                  accepted.put(number, reply.number("post_id"));
                }
                return reply.status() == 201;
              });
    }
  }

  private static void assertOneCreateEach(HubClient client, String run, long seed) {
    List<String> expected = new ArrayList<>();
    List<String> created = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      for (String platform : ALL) {
        expected.add(platform + " " + run + "number " + i);
      }
    }
    for (JsonNode entry : client.ledger(run)) {
      if (entry.path("effect").asText().equals("created")) {
        String content = entry.path("content").asText().lines().findFirst().orElse("");
        created.add(entry.path("platform").asText() + " " + content);
      }
    }
    assertThat(created).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
  }
}
