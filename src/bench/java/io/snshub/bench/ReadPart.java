package io.snshub.bench;

import io.bare.BareApplication;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** b: reading what is cached, against a bare Spring MVC endpoint that returns the same bytes. */
final class ReadPart implements Part {
  private static final int POSTS = 25;
  private static final int ROUNDS = 3;

  @Override
  public String letter() {
    return "b";
  }

  @Override
  public String title() {
    return "read";
  }

  @Override
  public double expected(Options options) {
    return 22 + 52 * options.seconds();
  }

  /** One request, as often as it can be had. */
  private record Case(String name, Requests.Shot shot, int connections) {}

  @Override
  public void run(Stage stage, Figures figures) throws Exception {
    Database database = stage.database();
    Hub hub = stage.hub(database);
    long post = publish(hub);
    byte[] one = Http.get(hub.api("/posts/" + post)).good().body();
    byte[] list = Http.get(hub.api("/posts?limit=20")).good().body();
    figures.parameter("bytes of one post", one.length);
    figures.parameter("bytes of a list of 20", list.length);
    int port = Child.freePort();
    try (Child bare = bare(database.data(), one, list, port, stage.log())) {
      String path = "/api/sns/posts";
      Requests.Shot single = Requests.Shot.get(path + "/" + post, Http.KEY);
      Requests.Shot page = Requests.Shot.get(path + "?limit=20", Http.KEY);
      List<Case> cases =
          List.of(
              new Case("one post, 64 connections", single, 64),
              new Case("one post, 1 024 connections", single, 1024),
              new Case("20 posts, 64 connections", page, 64),
              new Case("20 posts, 1 024 connections", page, 1024));
      warmUp(stage, hub.port(), port, cases);
      for (Case what : cases) {
        measure(stage, figures, hub.child(), hub.port(), bare, port, what);
      }
    }
  }

  private static long publish(Hub hub) throws InterruptedException {
    long last = 0;
    for (int i = 0; i < POSTS; i++) {
      last = hub.post(Texts.post(Texts.THREE, null)).path("post_id").asLong();
    }
    if (!Hub.await(() -> hub.count("published") == POSTS, Duration.ofSeconds(60))) {
      throw new IllegalStateException("the posts to read are not published");
    }
    return last;
  }

  private static Child bare(Path folder, byte[] one, byte[] list, int port, Path log)
      throws Exception {
    Path oneFile = Files.write(folder.resolve("one.json"), one);
    Path listFile = Files.write(folder.resolve("list.json"), list);
    Child child =
        Child.start(
            List.of(
                "-Dbench.one=" + oneFile,
                "-Dbench.list=" + listFile,
                "-cp",
                System.getProperty("java.class.path"),
                BareApplication.class.getName(),
                "--server.address=127.0.0.1"),
            Map.of("HUB_PORT", Integer.toString(port)),
            log);
    child.await(
        () -> {
          try {
            return Http.get("http://127.0.0.1:" + port + "/api/sns/posts").status() == 200;
          } catch (UncheckedIOException e) {
            return false;
          }
        },
        Duration.ofSeconds(60));
    return child;
  }

  private static void warmUp(Stage stage, int hub, int bare, List<Case> cases) {
    stage.say("warming up");
    for (int port : new int[] {hub, bare}) {
      try (LoadGenerator load = new LoadGenerator(port, 64)) {
        load.closed(Requests.same(cases.get(0).shot()), stage.options().time(5));
        load.closed(Requests.same(cases.get(2).shot()), stage.options().time(3));
      }
    }
  }

  private static void measure(
      Stage stage, Figures figures, Child hubChild, int hub, Child bareChild, int bare, Case what) {
    List<Double> hubRates = new ArrayList<>();
    List<Double> bareRates = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> slow = new ArrayList<>();
    double[] cpu = new double[2];
    long[] good = new long[2];
    long failed = 0;
    Requests requests = Requests.same(what.shot());
    stage.say(what.name());
    try (LoadGenerator toHub = new LoadGenerator(hub, what.connections());
        LoadGenerator toBare = new LoadGenerator(bare, what.connections())) {
      toHub.closed(requests, stage.options().time(0.5));
      toBare.closed(requests, stage.options().time(0.5));
      Duration slot = stage.options().time(1.6);
      for (int round = 0; round < ROUNDS; round++) {
        double hubBefore = hubChild.cpu();
        LoadResult fromHub = toHub.closed(requests, slot);
        cpu[0] += hubChild.cpu() - hubBefore;
        double bareBefore = bareChild.cpu();
        LoadResult fromBare = toBare.closed(requests, slot);
        cpu[1] += bareChild.cpu() - bareBefore;
        good[0] += fromHub.good();
        good[1] += fromBare.good();
        hubRates.add(fromHub.rate());
        bareRates.add(fromBare.rate());
        ratios.add(fromHub.rate() / fromBare.rate());
        slow.add(fromHub.millis(99));
        failed += fromHub.failed() + fromBare.failed();
      }
    }
    figures.add(what.name(), Figures.median(hubRates), "/s");
    figures.add(what.name() + ": p99", Figures.median(slow), "ms");
    figures.add(what.name() + ": bare Spring MVC", Figures.median(bareRates), "/s");
    figures.add(what.name() + ": hub : bare", Figures.median(ratios), "");
    figures.add(
        what.name() + ": processor time, bare : hub",
        cpu[1] / Math.max(1, good[1]) / (cpu[0] / Math.max(1, good[0])),
        "");
    figures.parameter(what.name() + ", without a good answer", failed);
  }
}
