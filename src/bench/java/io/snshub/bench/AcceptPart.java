package io.snshub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** a: accepting posts, against the same rows by plain JDBC. */
final class AcceptPart implements Part {
  private static final int CONNECTIONS = 64;
  private static final int ROUNDS = 3;
  private static final Duration FAR = Duration.ofDays(30);

  @Override
  public String letter() {
    return "a";
  }

  @Override
  public String title() {
    return "accept";
  }

  @Override
  public double expected(Options options) {
    return 20 + 36 * options.seconds();
  }

  @Override
  public void run(Stage stage, Figures figures) throws Exception {
    Instant at = Instant.now().plus(FAR);
    SampleRows sample = sample(stage, at);
    figures.parameter(
        "rows of one post",
        sample.rows().stream()
            .collect(Collectors.groupingBy(SampleRows.Row::table, Collectors.counting()))
            .toString());
    RowCopies copies = new RowCopies(stage.database().migrate(), sample);
    Hub hub = stage.hub(null);
    Requests posts = () -> Texts.shot(Texts.THREE, at);
    try (LoadGenerator load = new LoadGenerator(hub.port(), CONNECTIONS)) {
      stage.say("warming up");
      load.closed(posts, stage.options().time(6));
      int threads = bestThreads(copies, stage);
      measure(stage, figures, hub, load, posts, copies, threads);
      figures.parameter("JDBC threads, each with a connection", threads);
    }
  }

  /** Returns the rows of one post as the accept leaves them. */
  private static SampleRows sample(Stage stage, Instant at) throws Exception {
    Database database = stage.database();
    Hub still = stage.stillHub(database);
    JsonNode accepted = still.post(Texts.post(Texts.THREE, at));
    still.stop();
    try (Connection connection = database.connect()) {
      return SampleRows.read(
          connection, accepted.path("post_id").asLong(), accepted.path("saga_id").asText());
    }
  }

  private static int bestThreads(RowCopies copies, Stage stage) throws Exception {
    int best = 0;
    double most = 0;
    for (int threads : new int[] {4, 8, 16, 32, 64}) {
      double rate = copies.run(threads, stage.options().time(1.2).toMillis() / 1000.0);
      if (rate > most) {
        most = rate;
        best = threads;
      }
    }
    return best;
  }

  private static void measure(
      Stage stage,
      Figures figures,
      Hub hub,
      LoadGenerator load,
      Requests posts,
      RowCopies copies,
      int threads)
      throws Exception {
    List<Double> accepted = new ArrayList<>();
    List<Double> inserted = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> slowest = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    long failed = 0;
    Duration slot = stage.options().time(4);
    for (int round = 1; round <= ROUNDS; round++) {
      stage.say("round " + round + " of " + ROUNDS);
      double before = hub.child().cpu();
      LoadResult result = load.closed(posts, slot);
      cpu.add((hub.child().cpu() - before) * 1000 / Math.max(1, result.good()));
      accepted.add(result.rate());
      slowest.add(result.millis(99));
      failed += result.failed();
      inserted.add(copies.run(threads, slot.toMillis() / 1000.0));
      ratios.add(accepted.get(round - 1) / inserted.get(round - 1));
    }
    figures.add("POST of 3 platforms, 64 connections", Figures.median(accepted), "/s");
    figures.add("its p99", Figures.median(slowest), "ms");
    figures.add("its processor time", Figures.median(cpu), "ms");
    figures.add("the same rows by plain JDBC", Figures.median(inserted), "/s");
    figures.add("accept : JDBC", Figures.median(ratios), "");
    figures.parameter("requests without a good answer", failed);
  }
}
