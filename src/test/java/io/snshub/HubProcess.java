package io.snshub;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A hub as a process of its own, on one data directory, which can be killed and started again. */
final class HubProcess {
  private static final Duration START = Duration.ofSeconds(90);
  private final Path data;
  private final Map<String, String> settings;
  private final int port;
  private final int management;
  private Process process;

  HubProcess(Path data) throws IOException {
    this(data, Map.of());
  }

  /** A hub with more settings from its environment. */
  HubProcess(Path data, Map<String, String> settings) throws IOException {
    this.data = data;
    this.settings = settings;
    this.port = freePort();
    this.management = freePort();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Returns where all that it writes to its console goes. */
  Path log() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  /** Returns the root of its API. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Returns the root of its management port. */
  String management() {
    return "http://127.0.0.1:" + management;
  }

  /** Starts it and returns at once. */
  void start() throws IOException {
    File log = log().toFile();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                SnsHubApplication.class.getName()));
    builder
        .environment()
        .putAll(
            Map.of(
                "HUB_PORT", Integer.toString(port),
                "HUB_MANAGEMENT_PORT", Integer.toString(management),
                "HUB_DATA_DIR", data.toString(),
                "HUB_BOOTSTRAP_KEY", TestEnvironment.KEY,
                "HUB_RATE_LIMITS_ENABLED", "false",
                "HUB_SANDBOX_URL", TestEnvironment.sandboxUrl()));
    builder.environment().putAll(settings);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  HubClient client() {
    return HubClient.at(url());
  }

  /** Returns once it answers. */
  void awaitReady() {
    Awaitility.await("the hub answers")
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(() -> client().get("/api/sns/me").status() == 200);
  }
}
