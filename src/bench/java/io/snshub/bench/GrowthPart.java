package io.snshub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * f: lists and lookups of one user who has ten thousand, a hundred thousand, a million posts.
 *
 * <p>Five posts that a hub has made and ended are multiplied inside the database, with all that the
 * read side keeps of them. Every request asks for something that was not asked for before, so that
 * no answer is ready.
 */
final class GrowthPart implements Part {
  private static final int WARM = 400;
  private static final int ASKED = 300;

  /** No more time than this is spent on making posts of one size. */
  private static final Duration FILL = Duration.ofSeconds(75);

  private static final String WORDS = "people benchmark ";

  @Override
  public String letter() {
    return "f";
  }

  @Override
  public String title() {
    return "growth";
  }

  @Override
  public double expected(Options options) {
    return 65 + 65 * options.scale();
  }

  @Override
  public void run(Stage stage, Figures figures) throws Exception {
    long highest = Math.max(50_000, stage.options().posts(1_000_000));
    List<Long> sizes =
        List.of(10_000L, 100_000L, 1_000_000L).stream().filter(n -> n <= highest).toList();
    Database database = stage.database();
    RowSeeds seeds = new RowSeeds(database, samples(stage, database), highest);
    Map<String, Double> first = new LinkedHashMap<>();
    long filled = 100;
    for (long size : sizes) {
      stage.say("filling up to " + size + " posts");
      long start = System.nanoTime();
      filled = seeds.fill(filled + 1, size, FILL);
      figures.parameter(
          "seconds to fill up to " + filled, Math.round((System.nanoTime() - start) / 1e9));
      if (filled < size) {
        figures.parameter("not as planned", "no time for more than " + filled + " posts");
      }
      Hub hub = stage.hub(database);
      for (Map.Entry<String, LongFunction<String>> one : questions(filled).entrySet()) {
        measure(stage, figures, hub, filled, one.getKey(), one.getValue(), first);
      }
      hub.stop();
    }
  }

  /** Lets a hub make five posts of different kinds and returns their rows. */
  private static List<SampleRows> samples(Stage stage, Database database) throws Exception {
    Hub hub = stage.hub(database);
    Instant far = Instant.now().plus(Duration.ofDays(60));
    List<JsonNode> posts = new ArrayList<>();
    posts.add(hub.post(few(List.of("twitter", "facebook"), null)));
    posts.add(hub.post(few(List.of("linkedin"), null)));
    posts.add(hub.post(few(List.of("twitter", "linkedin"), null)));
    posts.add(hub.post(few(List.of("facebook"), far)));
    posts.add(hub.post(few(List.of("threads", "twitter"), far)));
    long last = posts.get(4).path("post_id").asLong();
    Http.post(hub.api("/posts/" + last + "/cancel"), "").good();
    if (!Hub.await(
        () -> hub.count("published") == 3 && hub.count("cancelled") == 1, Duration.ofSeconds(30))) {
      throw new IllegalStateException("the samples don't end");
    }
    // what the read side keeps follows within a second
    Thread.sleep(2_000);
    hub.stop();
    List<SampleRows> samples = new ArrayList<>();
    try (Connection connection = database.connect()) {
      for (JsonNode post : posts) {
        samples.add(
            SampleRows.read(
                    connection, post.path("post_id").asLong(), post.path("saga_id").asText())
                .only(GrowthPart::read));
      }
    }
    return samples;
  }

  /** Few words: a million posts of many would take longer to make than to measure. */
  private static Map<String, Object> few(List<String> platforms, @Nullable Instant at) {
    Map<String, Object> post = Texts.post(platforms, at);
    post.put("content", WORDS + String.join(" ", platforms));
    return post;
  }

  /** The tables that lists and lookups are made of. */
  private static boolean read(String table) {
    return table.equals("post")
        || table.equals("target")
        || table.startsWith("post_") && !table.equals("post_history");
  }

  /** What is asked, by a number that is never the same. */
  private static Map<String, LongFunction<String>> questions(long size) {
    Instant now = Instant.now();
    Random random = new Random(size);
    Map<String, LongFunction<String>> all = new LinkedHashMap<>();
    String list = "/api/sns/posts?limit=20&to=";
    all.put("one post", n -> "/api/sns/posts/" + (101 + n * 13 % (size - 200)));
    all.put("newest", n -> list + later(now, n));
    all.put("by status", n -> list + later(now, n) + "&status=published");
    all.put("by platform", n -> list + later(now, n) + "&platform=facebook");
    all.put("by both", n -> list + later(now, n) + "&status=published&platform=twitter");
    all.put("by words", n -> list + later(now, n) + "&q=" + encoded(WORDS.strip()));
    all.put(
        "of a time long ago",
        n -> list + now.minusSeconds(random.nextLong(size)).minusNanos(n * 1_000));
    return all;
  }

  private static String later(Instant now, long number) {
    return now.plusSeconds(60).plusNanos(number * 1_000).toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void measure(
      Stage stage,
      Figures figures,
      Hub hub,
      long size,
      String name,
      LongFunction<String> question,
      Map<String, Double> first) {
    stage.say(size + " posts: " + name);
    long[] number = {0};
    try (LoadGenerator load = new LoadGenerator(hub.port(), 1)) {
      Requests requests = () -> Requests.Shot.get(question.apply(number[0]++), Http.KEY);
      load.closed(some(requests, WARM), stage.options().time(3));
      LoadResult result = load.closed(some(requests, ASKED), stage.options().time(6));
      double p50 = result.millis(50);
      figures.add(name + ", of " + size, p50, "ms");
      double base = first.computeIfAbsent(name, one -> p50);
      if (size > 10_000) {
        figures.add(name + ", of " + size + " : of 10000", p50 / base, "");
      }
      if (result.failed() > 0) {
        figures.parameter(name + ", of " + size + ", answers", result.statuses());
      }
    }
  }

  private static Requests some(Requests requests, int number) {
    int[] left = {number};
    return () -> left[0]-- > 0 ? requests.next() : null;
  }
}
