package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hub whose PostgreSQL goes away and comes back: it says so, waits, and loses nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseLossTest {
  private static final List<String> ALL = List.of("twitter", "instagram");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder = TestDatabase.temporary();
  private EmbeddedPostgres server;
  private CuttingProxy network;
  private HubProcess hub;

  @BeforeAll
  void start() throws Exception {
    server = postgres(0);
    network = new CuttingProxy(server.getPort());
    hub =
        new HubProcess(
            folder.resolve("data"),
            Map.of(
                "HUB_DATABASE_URL",
                // each statement names itself on the wire
                "jdbc:postgresql://127.0.0.1:" + network.port() + "/postgres?prepareThreshold=0",
                "HUB_DATABASE_USERNAME",
                "postgres"));
    hub.start();
    hub.awaitReady();
  }

  @AfterAll
  void end() throws Exception {
    hub.kill();
    network.close();
    server.close();
  }

  /** A server on the same data, and on the same port unless that is 0. */
  private EmbeddedPostgres postgres(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("postgres"))
            .setCleanDataDirectory(false)
            // as a server is by default; this one's maker is in more of a hurry
            .setServerConfig("synchronous_commit", "on");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  /** Stops the server as {@code pg_ctl stop -m immediate} does: it has to recover afterwards. */
  private void crash() throws Exception {
    String pid = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0);
    new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
    Awaitility.await().until(() -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
    // gives back its lock on the directory
    server.close();
  }

  private static Map<String, Object> post(String text) {
    return Map.of(
        "content",
        text,
        "platforms",
        ALL,
        "media_urls",
        List.of("https://cdn.example.com/clip.mp4?bytes=20000"));
  }

  /** Hands a post in until it is accepted; notes what the hub said before. */
  private long handIn(String text, List<HubClient.Reply> refusals) {
    HubClient.Reply accepted =
        Awaitility.await(text)
            .atMost(PATIENCE)
            .until(
                () -> {
                  HubClient.Reply reply =
                      hub.client().post("/api/sns/posts", post(text), "Idempotency-Key", text);
                  if (reply.status() != 201) {
                    refusals.add(reply);
                  }
                  return reply;
                },
                reply -> reply.status() == 201);
    return accepted.number("post_id");
  }

  private void assertPublishedOnce(String text, long post) {
    Awaitility.await(text)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> hub.client().show(post).text("status"), "published"::equals);
    List<String> created = new ArrayList<>();
    for (JsonNode entry : hub.client().ledger(text)) {
      if (entry.path("effect").asText().equals("created")) {
        created.add(entry.path("platform").asText());
      }
    }
    assertThat(created).as(text).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(hub.client().get("/api/sns/posts?q=" + text).number("total")).isEqualTo(1);
  }

  private static void assertDatabaseAway(HubClient.Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("code")).isEqualTo("database_unavailable");
    assertThat(reply.body().path("retryable").asBoolean()).isTrue();
    assertThat(reply.headers()).containsKey("retry-after");
    assertThat(reply.headers().get("content-type").toString()).contains("problem+json");
  }

  @Test
  void a_server_that_crashes_in_the_middle_of_the_work_costs_no_post_and_doubles_none()
      throws Exception {
    int port = server.getPort();
    Map<String, Long> posts = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      String text = "crash-" + i + "-" + System.nanoTime();
      posts.put(text, handIn(text, new ArrayList<>()));
    }

    crash();
    HubClient.Reply read = hub.client().get("/api/sns/posts");
    HubClient.Reply write = hub.client().post("/api/sns/posts", post("while away"));
    server = postgres(port);
    String after = "after-" + System.nanoTime();
    posts.put(after, handIn(after, new ArrayList<>()));

    assertDatabaseAway(read);
    assertDatabaseAway(write);
    posts.forEach(this::assertPublishedOnce);
    assertThat(hub.client().get("/api/sns/posts?q=while").number("total")).isZero();
  }

  @Test
  void a_network_that_breaks_for_a_while_is_told_and_got_over() {
    String text = "network-" + System.nanoTime();
    network.cut();
    HubClient.Reply away = hub.client().post("/api/sns/posts", post(text), "Idempotency-Key", text);
    network.mend();

    assertDatabaseAway(away);
    assertPublishedOnce(text, handIn(text, new ArrayList<>()));
  }

  @Test
  void a_commit_whose_answer_is_lost_is_asked_after_and_done_once() {
    Map<String, Long> posts = new HashMap<>();
    List<HubClient.Reply> refusals = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String text = "commit-" + i + "-" + System.nanoTime();
      if (i % 2 == 0) {
        network.cutAfter("COMMIT");
      } else {
        network.cutBefore("COMMIT");
      }
      posts.put(text, handIn(text, refusals));
    }

    assertThat(network.cuts()).as("commits cut").isGreaterThan(8);
    assertThat(refusals)
        .allSatisfy(
            refusal -> {
              assertThat(refusal.status()).isEqualTo(503);
              assertThat(refusal.text("code")).isIn("outcome_unknown", "database_unavailable");
              assertThat(refusal.body().path("retryable").asBoolean()).isTrue();
            });
    posts.forEach(this::assertPublishedOnce);
  }
}
