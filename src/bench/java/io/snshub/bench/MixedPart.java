package io.snshub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * e: a thousand requests a second, nine of ten of them reads, over ten thousand connections that
 * stay open.
 *
 * <p>Requests are due at a constant rate and go to the connections in turn, so that each is idle
 * for ten seconds between two of its own. Of ten requests seven ask for one post (popular ones more
 * often, by Zipf's law over all posts), two for a list, and one writes: creates, and now and then a
 * cancel.
 */
final class MixedPart implements Part {
  private static final double RATE = 1_000;
  private static final int CONNECTIONS = 10_000;
  private static final Pattern POST_ID = Pattern.compile("\"post_id\":(\\d+)");
  private static final String[] LISTS = {
    "/api/sns/posts?limit=20",
    "/api/sns/posts?limit=20&status=scheduled",
    "/api/sns/posts?limit=20&platform=twitter",
    "/api/sns/posts?limit=20&status=published",
  };

  @Override
  public String letter() {
    return "e";
  }

  @Override
  public String title() {
    return "mixed";
  }

  @Override
  public double expected(Options options) {
    return 22 + 10 * options.scale() + 30 * options.seconds();
  }

  @Override
  public void run(Stage stage, Figures figures) throws Exception {
    Hub hub = stage.hub(null);
    Mix mix = new Mix();
    int posts = stage.options().posts(5_000);
    stage.say("making " + posts + " posts");
    try (LoadGenerator load = new LoadGenerator(hub.port(), 64)) {
      load.closed(mix.creating(posts), Duration.ofSeconds(60));
    }
    mix.spread();
    figures.parameter("posts before", mix.posts.size());
    int connections = connections();
    try (LoadGenerator load = new LoadGenerator(hub.port(), connections)) {
      stage.say("opening " + connections + " connections");
      int open = load.openAll(Requests.Shot.get(LISTS[0], Http.KEY), Duration.ofSeconds(30));
      stage.say(open + " are open; warming up");
      load.open(mix, RATE, stage.options().time(6));
      stage.say(RATE + " requests a second");
      measure(stage, figures, hub, load, mix);
    }
  }

  private static void measure(
      Stage stage, Figures figures, Hub hub, LoadGenerator load, Requests mix) {
    Metrics before = hub.metrics();
    double cpu = hub.child().cpu();
    long start = System.nanoTime();
    LoadResult result = load.open(mix, RATE, stage.options().time(20));
    double seconds = (System.nanoTime() - start) / 1e9;
    cpu = hub.child().cpu() - cpu;
    Metrics after = hub.metrics();
    figures.add("answers, 9 of 10 to reads", result.rate(), "/s");
    figures.add("p50", result.millis(50), "ms");
    figures.add("p95", result.millis(95), "ms");
    figures.add("p99", result.millis(99), "ms");
    figures.add("p95 of reads", result.millis("read", 95), "ms");
    figures.add("p95 of writes", result.millis("write", 95), "ms");
    figures.add("connections open", load.open(), "");
    double hits = grown("sns_cache_hits_total", before, after);
    double misses = grown("sns_cache_misses_total", before, after);
    if (hits + misses > 0) {
      figures.add("hits of the memory tier", 100 * hits / (hits + misses), "%");
    }
    figures.add("processors busy", cpu / seconds, "");
    figures.parameter("statuses", result.statuses());
    figures.parameter("without a good answer", result.failed());
  }

  private static double grown(String counter, Metrics before, Metrics after) {
    String memory = "tier=\"memory\"";
    return after.sum(counter, memory) - before.sum(counter, memory);
  }

  /** As many as this process may open, and the hub, which has the same limit. */
  private static int connections() {
    long limit =
        java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : CONNECTIONS * 2L;
    return (int) Math.min(CONNECTIONS, limit - 1_000);
  }

  /** The mixture. */
  private static final class Mix implements Requests {
    private final List<Long> posts = new ArrayList<>();
    private final Random random = new Random(6);
    private final Instant far = Instant.now().plus(Duration.ofDays(30));
    private double[] popularity = {};
    private int turn;

    Requests creating(int number) {
      int[] left = {number};
      return new Requests() {
        @Override
        public Shot next() {
          return left[0]-- > 0 ? Texts.shot(Texts.THREE, far) : null;
        }

        @Override
        public void answered(Shot shot, int status, ByteBuffer body) {
          Mix.this.answered(shot, status, body);
        }
      };
    }

    /** Shares popularity out among the posts that there are. */
    void spread() {
      popularity = new double[posts.size()];
      double sum = 0;
      for (int i = 0; i < popularity.length; i++) {
        sum += 1.0 / (i + 1);
        popularity[i] = sum;
      }
    }

    private long popular() {
      double drawn = random.nextDouble() * popularity[popularity.length - 1];
      int at = java.util.Arrays.binarySearch(popularity, drawn);
      return posts.get(Math.min(popularity.length - 1, at < 0 ? -at - 1 : at));
    }

    @Override
    public Shot next() {
      turn = (turn + 1) % 50;
      if (turn % 10 != 0) {
        return turn % 10 > 2
            ? Shot.get("/api/sns/posts/" + popular(), Http.KEY)
            : Shot.get(LISTS[random.nextInt(LISTS.length)], Http.KEY);
      }
      if (turn == 0 && posts.size() > popularity.length) {
        long youngest = posts.remove(posts.size() - 1);
        return Shot.post("/api/sns/posts/" + youngest + "/cancel", Http.KEY, "");
      }
      return Texts.shot(Texts.THREE, far);
    }

    @Override
    public void answered(Shot shot, int status, ByteBuffer body) {
      if (status == 201) {
        Matcher id = POST_ID.matcher(StandardCharsets.UTF_8.decode(body.duplicate()));
        if (id.find()) {
          posts.add(Long.parseLong(id.group(1)));
        }
      }
    }
  }
}
