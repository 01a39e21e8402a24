package io.snshub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** d: many posts due at the same second: how late they come out, and how fast. */
final class BurstPart implements Part {
  private static final Duration MOST = Duration.ofSeconds(100);

  @Override
  public String letter() {
    return "d";
  }

  @Override
  public String title() {
    return "due burst";
  }

  @Override
  public double expected(Options options) {
    return 20 + 110 * options.scale();
  }

  @Override
  public void run(Stage stage, Figures figures) throws Exception {
    int number = stage.options().posts(10_000);
    Hub hub = stage.hub(null);
    stage.say("warming up");
    LoadResult warm = send(hub, Math.min(300, number), null);
    Hub.await(() -> hub.count("published") >= warm.good(), Duration.ofSeconds(60));
    long before = ledger(hub, 0).size();

    // time to accept them all, and for most of them the minute in which a post is prepared
    Instant due =
        Instant.now()
            .plusMillis(Math.round(15_000 + 50_000 * Math.min(1, number / 10_000.0)))
            .truncatedTo(ChronoUnit.SECONDS);
    stage.say("accepting " + number + " posts that are due at " + due);
    LoadResult sent = send(hub, number, due);
    long left = Duration.between(Instant.now(), due).toMillis();
    stage.say("accepted, due in " + left / 1000 + " s");
    figures.parameter("posts", number);
    figures.parameter("seconds between the last accept and the due time", left / 1000.0);
    TimeUnit.MILLISECONDS.sleep(Math.max(0, left));
    stage.say("due");
    boolean all = Hub.await(() -> hub.count("scheduled") + hub.count("publishing") == 0, MOST);
    report(figures, ledger(hub, before), due, number);
    if (!all || sent.failed() > 0) {
      figures.parameter(
          "not as planned",
          "%d published in time; answers %s".formatted(hub.count("published"), sent.statuses()));
    }
  }

  private static LoadResult send(Hub hub, int number, Instant due) {
    try (LoadGenerator load = new LoadGenerator(hub.port(), Math.min(64, number))) {
      return load.closed(Texts.some(number, Texts.THREE, due), Duration.ofSeconds(60));
    }
  }

  private static JsonNode ledger(Hub hub, long after) {
    return Http.get(hub.sandbox("/ledger?after=" + after)).good().json();
  }

  private static void report(Figures figures, JsonNode ledger, Instant due, int number) {
    List<Double> late = new ArrayList<>();
    for (JsonNode entry : ledger) {
      if (entry.path("effect").asText().equals("created")
          && entry.path("operation").asText().equals("publish")) {
        Instant at = Instant.parse(entry.path("at").asText());
        late.add(Duration.between(due, at).toNanos() / 1e9);
      }
    }
    if (late.isEmpty()) {
      throw new IllegalStateException("nothing was published");
    }
    Collections.sort(late);
    double last = late.get(late.size() - 1);
    double posts = late.size() / (double) Texts.THREE.size();
    figures.add("late, p50", percentile(late, 50), "s");
    figures.add("late, p99", percentile(late, 99), "s");
    figures.add("late, most", last, "s");
    figures.add("posts of 3 platforms published", posts / last, "/s");
    figures.parameter("too early", late.stream().filter(one -> one < 0).count());
    figures.parameter("published", posts + " of " + number);
  }

  private static double percentile(List<Double> sorted, double percent) {
    return sorted.get(
        (int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * percent / 100)));
  }
}
