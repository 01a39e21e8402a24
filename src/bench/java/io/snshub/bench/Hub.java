package io.snshub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A hub in a process of its own, its sandbox inside, as {@code java -jar} starts it. */
final class Hub implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(120);

  private final int port = Child.freePort();
  private final int management = Child.freePort();
  private final int sandbox = Child.freePort();
  private final Child child;
  private final double startSeconds;

  private Hub(List<String> what, Database database, Path log) throws InterruptedException {
    Map<String, String> env = new HashMap<>(database.env());
    env.put("HUB_PORT", Integer.toString(port));
    env.put("HUB_MANAGEMENT_PORT", Integer.toString(management));
    env.put("HUB_SANDBOX_PORT", Integer.toString(sandbox));
    env.put("HUB_BOOTSTRAP_KEY", Http.KEY);
    env.put("HUB_RATE_LIMITS_ENABLED", "false");
    long start = System.nanoTime();
    List<String> all = new ArrayList<>(what);
    all.add("--server.address=127.0.0.1");
    child = Child.start(all, env, log);
    try {
      child.await(this::ready, START);
    } catch (IllegalStateException e) {
      child.close();
      throw e;
    }
    startSeconds = (System.nanoTime() - start) / 1e9;
  }

  /** Starts the hub and waits until it is ready. */
  static Hub start(Options options, Database database, Path log) throws InterruptedException {
    List<String> what =
        options.hub() != null
            ? List.of("-jar", options.hub().toString())
            : List.of("-cp", System.getProperty("java.class.path"), "io.snshub.SnsHubApplication");
    return new Hub(what, database, log);
  }

  /** Starts a hub that accepts posts and does nothing else with them. */
  static Hub startStill(Database database, Path log) throws InterruptedException {
    return new Hub(
        List.of("-cp", System.getProperty("java.class.path"), StillHub.class.getName()),
        database,
        log);
  }

  private boolean ready() {
    try {
      return Http.get(managementUrl("/actuator/health/readiness")).status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  Child child() {
    return child;
  }

  /** From the start of the process until it was ready. */
  double startSeconds() {
    return startSeconds;
  }

  String api(String path) {
    return "http://127.0.0.1:" + port + "/api/sns" + path;
  }

  private String managementUrl(String path) {
    return "http://127.0.0.1:" + management + path;
  }

  String sandbox(String path) {
    return "http://127.0.0.1:" + sandbox + "/_sandbox" + path;
  }

  /** Hands a post in and returns the answer. */
  JsonNode post(Map<String, Object> body, String... headers) {
    return Http.post(api("/posts"), Http.write(body), headers).good().json();
  }

  /** How many posts are in a state; none for all. */
  long count(String status) {
    String filter = status.isEmpty() ? "" : "&status=" + status;
    return Http.get(api("/posts?limit=1" + filter)).good().json().path("total").asLong();
  }

  /** Waits until something is so; returns whether it became so in time. */
  static boolean await(BooleanSupplier so, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return true;
  }

  Metrics metrics() {
    return new Metrics(Http.get(managementUrl("/actuator/prometheus")).good().text());
  }

  /** Megabytes of heap in use after a collection. */
  double heap() throws InterruptedException {
    child.collect();
    return metrics().sum("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20);
  }

  void stop() throws InterruptedException {
    child.stop();
  }

  @Override
  public void close() {
    child.close();
  }
}
