package io.snshub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** g: how long the hub takes to start, and how much memory it keeps when nobody wants anything. */
final class ProcessPart implements Part {
  private static final int STARTS = 3;
  private static final int REST = 15;

  @Override
  public String letter() {
    return "g";
  }

  @Override
  public String title() {
    return "start and rest";
  }

  @Override
  public double expected(Options options) {
    return 42;
  }

  @Override
  public void run(Stage stage, Figures figures) throws Exception {
    Database database = stage.database();
    Hub first = stage.hub(database);
    figures.add("first start, with all migrations", first.startSeconds(), "s");
    first.stop();
    List<Double> starts = new ArrayList<>();
    Hub hub = first;
    for (int i = 1; i <= STARTS; i++) {
      hub.stop();
      hub = stage.hub(database);
      starts.add(hub.startSeconds());
    }
    stage.say("at rest");
    TimeUnit.SECONDS.sleep(REST);
    figures.add("start to ready", Figures.median(starts), "s");
    figures.add("resident memory at rest", hub.child().resident(), "MB");
    figures.add("threads at rest", hub.child().threads(), "");
    figures.add("heap at rest, after collection", hub.heap(), "MB");
    figures.add("resident memory after collection", hub.child().resident(), "MB");
    figures.parameter("starts", starts);
    figures.parameter("seconds of rest", REST);
  }
}
