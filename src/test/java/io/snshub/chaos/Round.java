package io.snshub.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.chaos.Evidence.Post;
import io.snshub.chaos.Evidence.Submission;
import io.snshub.chaos.PlannedPost.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/**
 * One round: posts come in while a {@link Nemesis} and a {@link FaultStorm} do their worst; then
 * all of that ends, everything has to come to its end within a bounded time, and the checker
 * judges. What is done follows from the seed; what comes of it also from the moment.
 */
final class Round {
  private static final int WORST = 240;
  private static final Duration DRAIN = Duration.ofSeconds(120);

  /** After the last fault: no call is under way any more. */
  private static final Duration ECHO = Duration.ofSeconds(6);

  /** Seconds of faults without kills: what came last has yet to go out. */
  private static final int LAST_FAULTS = 8;

  private static final int AUTHORS = 12;
  private static final int FILE_ROWS = 3;

  private final long seed;
  private final int posts;
  private final int kills;
  private final boolean postgres;
  private final Path folder;
  private final List<HubChild> hubs = new ArrayList<>();
  private final Map<String, Double> seconds = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  /** Plans a round on H2, or with two hubs on PostgreSQL when the seed is odd. */
  Round(long seed, int posts, int kills) {
    this.seed = seed;
    this.posts = posts;
    this.kills = kills;
    this.postgres = seed % 2 != 0;
    this.folder = Jvm.FOLDER.resolve("round-" + seed).toAbsolutePath();
  }

  RoundResult run() throws Exception {
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
    long start = System.nanoTime();
    try (SandboxChild sandbox = new SandboxChild(folder)) {
      if (!postgres) {
        return timed(start, onHubs(sandbox, null));
      }
      try (PostgresChild database = new PostgresChild(folder)) {
        return timed(start, onHubs(sandbox, database));
      }
    }
  }

  private RoundResult timed(long start, RoundResult result) {
    result.seconds().put("all", since(start));
    return result;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private RoundResult onHubs(
      SandboxChild sandbox, @org.jspecify.annotations.Nullable PostgresChild database)
      throws Exception {
    Map<String, String> env = database == null ? Map.of() : database.env();
    for (int i = 1; i <= (postgres ? 2 : 1); i++) {
      hubs.add(new HubChild("hub" + i, folder, sandbox.url(), env, HubChild.SHORT_TIMES));
    }
    try {
      return run(sandbox, database);
    } finally {
      hubs.forEach(HubChild::close);
    }
  }

  private RoundResult run(
      SandboxChild sandbox, @org.jspecify.annotations.Nullable PostgresChild database)
      throws Exception {
    hubs.forEach(HubChild::start);
    Nemesis nemesis =
        new Nemesis(hubs, database, new Random(seed ^ 0x6b696c6c), kills, WORST, TimeUnit.SECONDS);
    FaultStorm storm = new FaultStorm(sandbox, new Random(seed ^ 0x73746f72));
    List<PlannedPost> plan =
        PlannedPost.draw("c" + Long.toString(seed, 36), posts, new Random(seed));
    long began = System.nanoTime();
    List<Submission> submissions = worst(plan, nemesis, storm);
    seconds.put("worst", since(began));
    Evidence evidence = drained(submissions, sandbox);
    List<Violation> violations = DeliveryChecker.check(evidence);
    violations.forEach(violation -> failures.add(violation.toString()));
    if (!failures.isEmpty()) {
      keepEvidence(evidence);
    }
    seconds.put("effect", RoundResult.slowestEffect(evidence));
    Map<String, Long> counts = RoundResult.counted(evidence, violations);
    counts.put("kills", (long) nemesis.kills());
    counts.put("sleeps", (long) nemesis.sleeps());
    counts.put("crashes", (long) nemesis.crashes());
    Map<String, Long> states =
        evidence.posts().stream()
            .collect(Collectors.groupingBy(Post::status, TreeMap::new, Collectors.counting()));
    return new RoundResult(
        seed,
        postgres ? "postgresql" : "h2",
        counts,
        seconds,
        states,
        storm.met(),
        List.copyOf(failures));
  }

  private List<Submission> worst(List<PlannedPost> plan, Nemesis nemesis, FaultStorm storm)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AUTHORS + 2);
    try {
      Future<?> killing = threads.submit(nemesis);
      Future<?> storming = threads.submit(storm);
      Author author = new Author(hubs, WORST + 120, TimeUnit.SECONDS);
      List<Submission> submissions = handIn(plan, author, nemesis, threads);
      await(killing, "the nemesis");
      TimeUnit.SECONDS.sleep(LAST_FAULTS);
      storm.end();
      await(storming, "the storm");
      storm.clear();
      nemesis.revive();
      return submissions;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Posts come as evenly as the kills do. */
  private List<Submission> handIn(
      List<PlannedPost> plan, Author author, Nemesis nemesis, ExecutorService threads)
      throws InterruptedException {
    Map<PlannedPost, Future<Submission>> running = new HashMap<>();
    List<PlannedPost> rows = new ArrayList<>();
    List<Submission> done = new ArrayList<>();
    int file = 0;
    for (int i = 0; i < plan.size(); i++) {
      while (!nemesis.over() && nemesis.progress() * plan.size() < i - AUTHORS / 2.0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      PlannedPost post = plan.get(i);
      if (post.kind() != Kind.DROPPED) {
        running.put(post, threads.submit(() -> author.carryOut(post)));
        continue;
      }
      rows.add(post);
      done.add(new Submission(post.marker(), true, List.of(), Evidence.AT_ONCE, false));
      if (rows.size() == FILE_ROWS) {
        drop(author, rows, ++file, threads);
      }
    }
    if (!rows.isEmpty()) {
      drop(author, rows, ++file, threads);
    }
    for (Map.Entry<PlannedPost, Future<Submission>> one : running.entrySet()) {
      Submission submission = await(one.getValue(), one.getKey().marker());
      if (submission != null) {
        done.add(submission);
      }
    }
    return done;
  }

  private void drop(Author author, List<PlannedPost> rows, int file, ExecutorService threads)
      throws InterruptedException {
    List<PlannedPost> content = List.copyOf(rows);
    rows.clear();
    await(
        threads.submit(
            () -> {
              author.drop(content, "file" + file + "-");
              return true;
            }),
        "file " + file);
  }

  private <T> @org.jspecify.annotations.Nullable T await(Future<T> future, String who)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      failures.add("campaign: " + who + ": " + e.getCause());
      return null;
    }
  }

  private Evidence drained(List<Submission> submissions, SandboxChild sandbox)
      throws InterruptedException {
    long began = System.nanoTime();
    Instant quietAt = Instant.now().plus(ECHO);
    Set<String> wanted = new HashSet<>();
    submissions.forEach(one -> wanted.add(one.marker()));
    boolean ended = false;
    while (!ended && since(began) < DRAIN.toSeconds()) {
      TimeUnit.MILLISECONDS.sleep(300);
      ended = ended(wanted);
    }
    seconds.put("drain", since(began));
    List<Post> earlier = EvidenceReader.posts(hubs.get(0).api());
    do {
      TimeUnit.MILLISECONDS.sleep(500);
    } while (Instant.now().isBefore(quietAt));
    List<Post> all = EvidenceReader.postsInFull(hubs.get(hubs.size() - 1).api());
    return new Evidence(
        submissions,
        all,
        earlier,
        EvidenceReader.ledger(sandbox.api()),
        EvidenceReader.visible(sandbox.api()));
  }

  private boolean ended(Set<String> wanted) {
    try {
      List<Post> now = EvidenceReader.posts(hubs.get(0).api());
      Set<String> there =
          now.stream()
              .filter(post -> EndRules.ended(post) || post.status().equals("draft"))
              .map(Post::marker)
              .collect(Collectors.toSet());
      return there.containsAll(wanted);
    } catch (UncheckedIOException | IllegalStateException e) {
      return false;
    }
  }

  /** What a person needs to find out why, while the hubs can still be asked. */
  private void keepEvidence(Evidence evidence) throws IOException {
    List<Object> raw = new ArrayList<>();
    Api hub = hubs.get(0).api();
    for (Post post : evidence.posts()) {
      String path = "/api/sns/posts/" + post.id();
      JsonNode told = hub.get(path).body();
      raw.add(
          Map.of(
              "post", told,
              "timeline", hub.get(path + "/timeline").body().path("entries"),
              "saga", hub.get("/api/sns/sagas/" + told.path("saga_id").asText()).body()));
    }
    Files.writeString(folder.resolve("posts.json"), Api.write(raw));
    Files.writeString(folder.resolve("evidence.txt"), evidence.toString().replace("], ", "],\n"));
  }

  /** Writes what the round came to. */
  static void keep(RoundResult result) throws IOException {
    Path file = Jvm.FOLDER.resolve("round-" + result.seed() + ".json");
    Files.writeString(file, Api.write(result));
  }
}
