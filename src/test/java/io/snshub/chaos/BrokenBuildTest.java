package io.snshub.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snshub.SnsHubApplication;
import io.snshub.chaos.Evidence.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * One history for two builds: a post is created, its answer is held back, the hub is killed. The
 * hub as it is finds its post again; a build without the gate publishes it twice, and the checker
 * says so.
 */
class BrokenBuildTest {
  private static final String MARKER = "gate-000";

  @TempDir private Path folder;

  @Test
  void the_checker_convicts_a_build_that_submits_again_and_acquits_the_hub() throws Exception {
    try (SandboxChild sandbox = new SandboxChild(folder);
        HubChild first = hub("first", sandbox);
        HubChild real = hub("real", sandbox);
        HubChild gateless = hub("gateless", sandbox)) {
      Submission submission = killedInTheMiddle(first, sandbox);
      FileSystemUtils.copyRecursively(first.data(), real.data());
      FileSystemUtils.copyRecursively(first.data(), gateless.data());
      sandbox.clear();

      List<Violation> hub = goesOn(real, SnsHubApplication.class, submission, sandbox);
      List<Violation> broken = goesOn(gateless, GatelessHub.class, submission, sandbox);

      assertThat(hub).isEmpty();
      assertThat(broken).extracting(Violation::invariant).contains("I2");
      assertThat(broken).extracting(Violation::toString).anyMatch(one -> one.contains("up twice"));
    }
  }

  private HubChild hub(String name, SandboxChild sandbox) {
    return new HubChild(name, folder, sandbox.url(), Map.of(), HubChild.SHORT_TIMES);
  }

  /** Returns what was handed in to a hub that was then killed while it waited for the answer. */
  private static Submission killedInTheMiddle(HubChild hub, SandboxChild sandbox) throws Exception {
    sandbox.arm(Map.of("platform", "instagram", "operation", "publish", "kind", "hold"));
    hub.start();
    assertThat(hub.awaitReady()).isTrue();
    Api.Reply reply =
        hub.api()
            .post(
                "/api/sns/posts",
                Map.of(
                    "content", MARKER + " twice or once",
                    "platforms", List.of("instagram"),
                    "media_urls", List.of("https://cdn.example.com/pictures/001.jpg")));
    assertThat(reply.status()).isEqualTo(201);
    await("it is created").until(() -> EvidenceReader.visible(sandbox.api()).size() == 1);
    hub.kill();
    return new Submission(
        MARKER, true, List.of(reply.body().path("post_id").asLong()), Evidence.AT_ONCE, false);
  }

  private static List<Violation> goesOn(
      HubChild hub, Class<?> build, Submission submission, SandboxChild sandbox) throws Exception {
    assertThat(Files.isDirectory(hub.data())).isTrue();
    hub.start(build.getName(), List.of());
    assertThat(hub.awaitReady()).isTrue();
    await("the post ends")
        .atMost(Duration.ofSeconds(40))
        .until(() -> EvidenceReader.posts(hub.api()).stream().allMatch(EndRules::ended));
    Evidence evidence =
        new Evidence(
            List.of(submission),
            EvidenceReader.postsInFull(hub.api()),
            List.of(),
            EvidenceReader.ledger(sandbox.api()),
            EvidenceReader.visible(sandbox.api()));
    hub.kill();
    return DeliveryChecker.check(evidence);
  }
}
