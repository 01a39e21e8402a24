package io.snshub.chaos;

import io.snshub.chaos.CrashPoints.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All crash points of a flow that make a difference, one run each, some side by side. */
final class PointsCampaign {
  private final int most;
  private final int sideBySide;
  private final Consumer<String> say;

  /** Takes how many points of a flow to try at most, and where to tell of it. */
  PointsCampaign(int most, int sideBySide, Consumer<String> say) {
    this.most = most;
    this.sideBySide = sideBySide;
    this.say = say;
  }

  /**
   * What became of one flow.
   *
   * @param flow its name
   * @param points the names of its points, in the order of the run without a crash
   * @param runs what became of each run
   */
  record Result(String flow, List<String> points, List<Run> runs) {
    long failed() {
      return runs.stream().filter(run -> !run.failures().isEmpty()).count();
    }

    String line() {
      Set<String> names = new HashSet<>(points);
      Set<String> met =
          runs.stream().filter(Run::halted).map(Run::point).collect(Collectors.toSet());
      names.retainAll(met);
      return "%-8s %4d points, %4d worlds, %4d tried, %4d halted, %3d of %3d kinds met, %d failed"
          .formatted(
              flow,
              points.size(),
              CrashPoints.worlds(points, Integer.MAX_VALUE).size(),
              runs.size(),
              runs.stream().filter(Run::halted).count(),
              names.size(),
              new HashSet<>(points).size(),
              failed());
    }
  }

  List<Result> run() throws Exception {
    List<Result> results = new ArrayList<>();
    for (boolean refused : new boolean[] {false, true}) {
      results.add(run("h2" + (refused ? "back" : "up"), refused, null));
    }
    java.nio.file.Path folder = Files.createDirectories(Jvm.FOLDER.resolve("points-server"));
    org.springframework.util.FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
    try (PostgresChild database = new PostgresChild(folder)) {
      for (boolean refused : new boolean[] {false, true}) {
        results.add(run("pg" + (refused ? "back" : "up"), refused, database));
      }
    }
    return results;
  }

  private Result run(String flow, boolean refused, @Nullable PostgresChild database)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(sideBySide);
    try (CrashPoints crash = new CrashPoints(flow, refused, database)) {
      List<String> points = crash.enumerate();
      List<Future<Run>> running = new ArrayList<>();
      for (int number : CrashPoints.worlds(points, most)) {
        running.add(threads.submit(() -> tried(crash, number)));
      }
      List<Run> runs = new ArrayList<>();
      for (Future<Run> one : running) {
        runs.add(one.get());
      }
      Result result = new Result(flow, points, runs);
      say.accept(result.line());
      keep(result);
      return result;
    } finally {
      threads.shutdownNow();
    }
  }

  private Run tried(CrashPoints crash, int number) {
    Run run;
    try {
      run = crash.run(number);
    } catch (Exception e) {
      run = new Run(number, "", List.of("campaign: " + e));
    }
    for (String failure : run.failures()) {
      say.accept("point %d (%s): %s".formatted(run.number(), run.point(), failure));
    }
    return run;
  }

  private static void keep(Result result) throws IOException {
    Files.writeString(Jvm.FOLDER.resolve("points-" + result.flow() + ".json"), Api.write(result));
  }
}
