package io.snshub.bench;

import java.time.Duration;
import java.util.List;

/** c: posts from accepted to published, on few and on many platforms, fast and slow ones. */
final class PublishPart implements Part {
  private static final Duration MOST = Duration.ofSeconds(45);

  @Override
  public String letter() {
    return "c";
  }

  @Override
  public String title() {
    return "publish";
  }

  @Override
  public double expected(Options options) {
    return 15 + 60 * options.scale();
  }

  @Override
  public void run(Stage stage, Figures figures) throws Exception {
    Hub hub = stage.hub(null);
    double atRest = hub.heap();
    stage.say("warming up");
    int warm = stage.options().posts(300);
    send(hub, warm, Texts.THREE);
    send(hub, stage.options().posts(30), Texts.NINE);
    Hub.await(() -> settled(hub), MOST);
    measure(stage, figures, hub, Texts.THREE, 1_800, 0);
    measure(stage, figures, hub, Texts.THREE, 1_800, 2_000);
    measure(stage, figures, hub, Texts.NINE, 450, 0);
    measure(stage, figures, hub, Texts.NINE, 450, 2_000);
    figures.add("heap after collection, before", atRest, "MB");
    figures.add("heap after collection, afterwards", hub.heap(), "MB");
  }

  private static boolean settled(Hub hub) {
    return hub.count("published") + hub.count("failed") + hub.count("compensated") >= hub.count("");
  }

  private static LoadResult send(Hub hub, int number, List<String> platforms) {
    try (LoadGenerator load = new LoadGenerator(hub.port(), Math.min(64, number))) {
      return load.closed(Texts.some(number, platforms, null), Duration.ofSeconds(60));
    }
  }

  private static void measure(
      Stage stage, Figures figures, Hub hub, List<String> platforms, int full, int latency)
      throws Exception {
    int number = stage.options().posts(full);
    String name = platforms.size() + " platforms at " + latency / 1000 + " s";
    stage.say(name);
    Http.delete(hub.sandbox("/faults")).good();
    if (latency > 0) {
      Http.post(
              hub.sandbox("/faults"),
              "{\"platform\":\"any\",\"operation\":\"any\",\"kind\":\"latency\",\"ms\":%d}"
                  .formatted(latency))
          .good();
    }
    long before = hub.count("published");
    double cpu = hub.child().cpu();
    Sampler sampler = new Sampler(hub);
    sampler.start();
    long start = System.nanoTime();
    LoadResult sent = send(hub, number, platforms);
    boolean all = Hub.await(() -> hub.count("published") - before >= sent.good(), MOST);
    double seconds = (System.nanoTime() - start) / 1e9;
    sampler.end();
    long published = hub.count("published") - before;
    figures.add(name, published / seconds, "/s");
    figures.add(
        name + ": processor time a post", (hub.child().cpu() - cpu) * 1000 / published, "ms");
    figures.add(name + ": most at work at once", sampler.inFlight(), "");
    figures.add(name + ": most threads", sampler.threads(), "");
    figures.add(name + ": most resident memory", sampler.resident(), "MB");
    figures.parameter(name + ", posts", number);
    if (!all || sent.failed() > 0) {
      figures.parameter(
          name + ", not as planned",
          "%d of %d published; answers %s".formatted(published, number, sent.statuses()));
    }
    Http.delete(hub.sandbox("/faults")).good();
  }
}
