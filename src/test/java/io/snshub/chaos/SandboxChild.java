package io.snshub.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.sandbox.SandboxApplication;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The sandbox in a process of its own: it outlives the hubs and tells what they did. */
final class SandboxChild implements AutoCloseable {
  private final int port = Jvm.freePort();
  private final Process process;

  SandboxChild(Path folder) throws InterruptedException {
    process =
        Jvm.shared()
            .start(
                SandboxApplication.class.getName(),
                List.of(),
                List.of("--hub.sandbox.port=" + port),
                Map.of(),
                folder.resolve("sandbox.log"));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("no sandbox, see " + folder);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private boolean answers() {
    try {
      return api().get("/_sandbox/faults").status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  Api api() {
    return new Api(url());
  }

  /** Arms a fault; returns whether this sandbox knows its kind. */
  boolean arm(Map<String, Object> fault) {
    return api().post("/_sandbox/faults", fault).status() == 201;
  }

  /** Ends all faults and lets held calls go; returns what had not been met. */
  List<JsonNode> clear() {
    List<JsonNode> left = new ArrayList<>();
    api().get("/_sandbox/faults").body().forEach(left::add);
    api().delete("/_sandbox/faults");
    return left;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
