package io.snshub.chaos;

import io.snshub.chaos.Evidence.Post;
import io.snshub.chaos.Evidence.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Kills a hub at each single point of one flow, a post on three platforms that comes out everywhere
 * or nowhere, and lets the next hub go on. A killed process leaves nothing but its effects, so a
 * kill at any instruction is a kill at one of these points.
 *
 * <p>Lanes run side by side, so the order of the points is not the same each time; which point was
 * met is written down.
 */
final class CrashPoints implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(60);

  /** Nobody sleeps here and no platform is slow: three seconds without a trace are enough. */
  private static final List<String> TIMES =
      HubChild.SHORT_TIMES.stream()
          .map(
              time ->
                  time.replace("quiet-time=16s", "quiet-time=3s").replace("lease=4s", "lease=2s"))
          .toList();

  private final String name;
  private final Path folder;
  private final boolean refused;
  private final @Nullable PostgresChild database;
  private final SandboxChild sandbox;

  /**
   * Takes a flow.
   *
   * @param name its own among others that run at the same time
   * @param refused Instagram refuses, so that the others are taken down again
   * @param database where, or null for a new H2 file each time
   */
  CrashPoints(String name, boolean refused, @Nullable PostgresChild database)
      throws IOException, InterruptedException {
    this.name = name;
    this.refused = refused;
    this.database = database;
    this.folder = Jvm.FOLDER.resolve("points-" + name).toAbsolutePath();
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
    this.sandbox = new SandboxChild(folder);
    if (refused) {
      sandbox.arm(
          Map.of("platform", "instagram", "operation", "publish", "kind", "status", "code", 400));
    }
  }

  /**
   * What became of one run.
   *
   * @param number the point's number
   * @param point its name, or an empty text when the flow was over before
   * @param failures what was wrong
   */
  record Run(int number, String point, List<String> failures) {
    boolean halted() {
      return !point.isEmpty();
    }
  }

  /** Runs the flow through and returns the names of its points. */
  List<String> enumerate() throws Exception {
    Run run = run(0);
    if (!run.failures().isEmpty()) {
      throw new IllegalStateException("without any crash: " + run.failures());
    }
    return Files.readAllLines(points(0));
  }

  private Path points(int number) {
    return folder.resolve("points-%03d.txt".formatted(number));
  }

  /** Halts at a point, goes on with a new process and judges what came of it. */
  Run run(int number) throws Exception {
    String marker = name + "-%03d".formatted(number);
    Map<String, String> env = database == null ? Map.of() : database.env(marker.replace('-', '_'));
    HubChild hub = new HubChild(marker, folder, sandbox.url(), env, TIMES);
    try (hub) {
      hub.start(
          HaltingHub.class.getName(),
          List.of(
              "-D" + HaltingHub.HALT_AT + "=" + number,
              "-D" + HaltingHub.POINTS + "=" + points(number)));
      if (!hub.awaitReady()) {
        throw new IllegalStateException("the hub does not start, see " + folder);
      }
      Long answer = handIn(hub, marker);
      awaitEndOrHalt(hub);
      boolean halted = !hub.alive();
      if (halted) {
        hub.start();
        hub.awaitReady();
        answer = handIn(hub, marker);
      }
      List<String> failures = judge(hub, marker, answer);
      return new Run(number, halted ? last(points(number)) : "", failures);
    } finally {
      if (database != null) {
        database.drop(marker.replace('-', '_'));
      }
      FileSystemUtils.deleteRecursively(hub.data());
    }
  }

  private static String last(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.get(lines.size() - 1);
  }

  /** Hands the post in once; returns null when no answer came. */
  private static @Nullable Long handIn(HubChild hub, String marker) {
    try {
      Api.Reply reply =
          hub.api()
              .post(
                  "/api/sns/posts",
                  Map.of(
                      "content",
                      marker + " at a point",
                      "platforms",
                      PlannedPost.ALL,
                      "on_failure",
                      "rollback",
                      "media_urls",
                      List.of("https://cdn.example.com/clip.mp4?bytes=5000")),
                  "Idempotency-Key",
                  marker);
      return reply.status() == 201 ? reply.body().path("post_id").asLong() : null;
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  /** The flow has ended when nothing was reached for a second after its post had. */
  private static void awaitEndOrHalt(HubChild hub) throws InterruptedException {
    long end = System.nanoTime() + END.toNanos();
    int quiet = 0;
    while (hub.alive() && quiet < 5 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(200);
      quiet = allEnded(hub) ? quiet + 1 : 0;
    }
  }

  private static boolean allEnded(HubChild hub) {
    try {
      List<Post> posts = EvidenceReader.posts(hub.api());
      return !posts.isEmpty() && posts.stream().allMatch(EndRules::ended);
    } catch (UncheckedIOException | IllegalStateException e) {
      return false;
    }
  }

  private List<String> judge(HubChild hub, String marker, @Nullable Long answer)
      throws InterruptedException {
    long end = System.nanoTime() + END.toNanos();
    while (!allEnded(hub) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    Submission submission =
        new Submission(
            marker, true, answer == null ? List.of() : List.of(answer), Evidence.AT_ONCE, false);
    List<Post> posts = EvidenceReader.postsInFull(hub.api());
    Evidence evidence =
        new Evidence(
            List.of(submission),
            posts,
            List.of(),
            EvidenceReader.ledger(sandbox.api()).stream()
                .filter(entry -> entry.deleted() || ours(entry.content(), marker))
                .toList(),
            EvidenceReader.visible(sandbox.api()).stream()
                .filter(live -> ours(live.content(), marker))
                .toList());
    List<String> failures =
        new java.util.ArrayList<>(
            DeliveryChecker.check(evidence).stream().map(Violation::toString).toList());
    String wanted = refused ? "compensated" : "published";
    // cut off before anything was up: there is nothing to take down then
    if (posts.stream().noneMatch(post -> post.status().equals(wanted))
        && !(refused && posts.stream().allMatch(post -> post.status().equals("failed")))) {
      failures.add("did not end as " + wanted + ": " + posts);
    }
    return failures;
  }

  private static boolean ours(@Nullable String content, String marker) {
    return Evidence.firstWord(content).equals(marker);
  }

  /**
   * Returns the numbers of the points at which the world differs, spread evenly when there are more
   * than wanted: after one effect and right before the next it is the same.
   */
  static List<Integer> worlds(List<String> points, int most) {
    List<Integer> all =
        IntStream.range(0, points.size())
            .filter(
                i ->
                    !points.get(i).startsWith("after ")
                        || i + 1 == points.size()
                        || !points.get(i + 1).startsWith("before "))
            .mapToObj(i -> i + 1)
            .toList();
    int number = Math.min(all.size(), most);
    return IntStream.range(0, number)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / number)))
        .toList();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
