package io.snshub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Measures the hub against the limits of the machine it stands on and prints one table. Ends with 1
 * when a part could not be measured, never because of a figure.
 */
public final class Benchmark {
  private static final List<Part> PARTS =
      List.of(
          new AcceptPart(),
          new ReadPart(),
          new PublishPart(),
          new BurstPart(),
          new MixedPart(),
          new GrowthPart(),
          new ProcessPart(),
          new KernelPart());

  private final Options options;
  private final Report report;
  private final Progress progress;

  private Benchmark(Options options) {
    this.options = options;
    this.report = new Report(options);
    this.progress =
        new Progress(
            chosen().stream()
                .mapToDouble(part -> part.expected(options) * kinds(part).size())
                .sum());
  }

  /** Runs with the system properties {@code bench.*}, see {@link Options}. */
  public static void main(String[] args) throws IOException {
    LoggingSystem logging = LoggingSystem.get(Benchmark.class.getClassLoader());
    logging.setLogLevel(null, LogLevel.WARN);
    // warns of every H2 newer than itself
    logging.setLogLevel("org.flywaydb", LogLevel.ERROR);
    System.exit(new Benchmark(Options.read()).run() ? 0 : 1);
  }

  private List<Part> chosen() {
    return PARTS.stream().filter(part -> options.wants(part.letter())).toList();
  }

  private List<String> kinds(Part part) {
    return part.onEachDatabase() ? options.databases() : List.of("");
  }

  private boolean run() throws IOException {
    Folders.delete(options.folder().resolve("data"));
    Files.createDirectories(options.folder().resolve("data"));
    try (Databases databases = new Databases(options.folder().resolve("data"))) {
      for (Part part : chosen()) {
        for (String kind : kinds(part)) {
          report.add(part, measure(part, kind, databases), databases.postgresqlVersion());
        }
      }
    }
    System.out.println();
    System.out.println(report.table());
    System.out.println("As Markdown and JSON in " + options.folder());
    return !report.failed();
  }

  private Figures measure(Part part, String kind, Databases databases) {
    Figures figures = new Figures(kind);
    progress.enter(part.letter() + " " + part.title() + (kind.isEmpty() ? "" : ", " + kind));
    long start = System.nanoTime();
    try (Stage stage =
        new Stage(
            options,
            databases,
            kind,
            progress,
            options.folder().resolve(part.letter() + "-" + kind + ".log"))) {
      part.run(stage, figures);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      figures.failed(e);
      e.printStackTrace(System.out);
    }
    figures.took((System.nanoTime() - start) / 1e9);
    progress.leave(part.expected(options));
    return figures;
  }
}
