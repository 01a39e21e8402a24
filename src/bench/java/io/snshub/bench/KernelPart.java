package io.snshub.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** j: what single steps of a request cost, by JMH: all classes named {@code …Kernel}. */
final class KernelPart implements Part {
  @Override
  public String letter() {
    return "j";
  }

  @Override
  public String title() {
    return "single steps";
  }

  @Override
  public double expected(Options options) {
    return 35 * options.seconds();
  }

  @Override
  public boolean onEachDatabase() {
    return false;
  }

  @Override
  public void run(Stage stage, Figures figures) throws Exception {
    stage.say("JMH");
    TimeValue slot = TimeValue.milliseconds(stage.options().time(1).toMillis());
    Path silent = stage.options().folder().resolve("data").resolve("silent.xml");
    Files.writeString(silent, "<configuration><root level=\"OFF\"/></configuration>");
    org.openjdk.jmh.runner.options.Options options =
        new OptionsBuilder()
            .include("Kernel\\.")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .jvmArgsAppend("-Dlogback.configurationFile=" + silent)
            .warmupIterations(2)
            .warmupTime(slot)
            .measurementIterations(4)
            .measurementTime(slot)
            .output(stage.log().toString())
            .shouldFailOnError(true)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    results.stream()
        .sorted(Comparator.comparing(one -> one.getParams().getBenchmark()))
        .forEach(result -> add(figures, result));
  }

  private static void add(Figures figures, RunResult result) {
    String method = result.getParams().getBenchmark();
    String name = method.substring(method.lastIndexOf('.') + 1).replace('_', ' ');
    figures.add(name, result.getPrimaryResult().getScore(), "µs");
    figures.parameter(name + ", error in µs", result.getPrimaryResult().getScoreError());
  }
}
