package io.snshub.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to measure, and how thoroughly.
 *
 * @param parts letters of the parts; all when empty
 * @param databases {@code h2}, {@code postgresql}
 * @param scale factor to the numbers of posts
 * @param seconds factor to the lengths of load runs
 * @param hub the packaged hub; null: it runs from this process's class path
 * @param folder where everything is written
 */
record Options(
    List<String> parts,
    List<String> databases,
    double scale,
    double seconds,
    @Nullable Path hub,
    Path folder) {

  /** Reads the system properties {@code bench.*}. */
  static Options read() {
    String jar = System.getProperty("bench.hub", "");
    return new Options(
        list(System.getProperty("bench.parts", "")),
        list(System.getProperty("bench.databases", "h2,postgresql")),
        Double.parseDouble(System.getProperty("bench.scale", "1")),
        Double.parseDouble(System.getProperty("bench.seconds", "1")),
        !jar.isEmpty() && Files.exists(Path.of(jar)) ? Path.of(jar).toAbsolutePath() : null,
        Path.of(System.getProperty("bench.folder", "target/bench")).toAbsolutePath());
  }

  private static List<String> list(String words) {
    return Arrays.stream(words.split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  boolean wants(String part) {
    return parts.isEmpty() || parts.contains(part);
  }

  /** Returns a scaled number of posts, never none. */
  int posts(int full) {
    return (int) Math.max(1, Math.round(full * scale));
  }

  /** Returns a scaled length of a run. */
  Duration time(double full) {
    return Duration.ofMillis(Math.max(200, Math.round(full * seconds * 1000)));
  }
}
