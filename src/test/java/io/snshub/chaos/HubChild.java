package io.snshub.chaos;

import io.snshub.SnsHubApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A hub in a process of its own that can be killed, put to sleep and started again. */
final class HubChild implements AutoCloseable {
  /**
   * Times made short, and why they still keep the promise.
   *
   * <p>A call may go out at the latest 2 s after its intent (the life of an intent), plus 1 s to
   * get a connection; it takes effect at once or after the sandbox's longest latency, 2.5 s; and in
   * between the process may have been asleep once, 6 s at most. That makes 11.5 s, so 16 s without
   * a trace mean that nothing comes any more. The lease is shorter than a sleep, so that the other
   * hub takes over from a sleeper.
   */
  static final List<String> SHORT_TIMES =
      List.of(
          "--hub.saga.lease=4s",
          "--hub.saga.idle=300ms",
          "--hub.saga.first-pause=100ms",
          "--hub.saga.longest-pause=1s",
          "--hub.platform.connect-timeout=1s",
          "--hub.platform.acquire-timeout=1s",
          "--hub.platform.call-timeout=2s",
          "--hub.platform.longest-rest=2s",
          "--hub.platform.breaker.open-time=1s",
          "--hub.publishing.first-pause=100ms",
          "--hub.publishing.longest-pause=1s",
          "--hub.publishing.quiet-time=16s",
          "--hub.publishing.first-look=200ms",
          "--hub.publishing.longest-look=2s",
          "--hub.publishing.prepare-ahead=2s",
          "--hub.publishing.ghost-looks=2s,5s",
          "--hub.telegram.pause=50ms",
          "--hub.ingesting.look-every=300ms",
          "--hub.ingesting.quiet-time=300ms");

  private static final Duration START = Duration.ofSeconds(90);

  private final String name;
  private final Path folder;
  private final Map<String, String> env;
  private final List<String> settings;
  private final int port = Jvm.freePort();
  private final int management = Jvm.freePort();
  private volatile Process process;

  /**
   * Names a hub; it is not started yet.
   *
   * @param name its own among its neighbours
   * @param folder where it keeps its log and, below its name, its data
   * @param sandbox the sandbox's address
   * @param more further environment: which database, which keys
   * @param settings arguments as {@link #SHORT_TIMES}
   */
  HubChild(
      String name, Path folder, String sandbox, Map<String, String> more, List<String> settings) {
    this.name = name;
    this.folder = folder;
    this.settings = List.copyOf(settings);
    this.env = new HashMap<>(more);
    env.put("HUB_PORT", Integer.toString(port));
    env.put("HUB_MANAGEMENT_PORT", Integer.toString(management));
    env.put("HUB_DATA_DIR", data().toString());
    env.put("HUB_BOOTSTRAP_KEY", Api.KEY);
    env.put("HUB_SANDBOX_URL", sandbox);
    env.put("HUB_RATE_LIMITS_ENABLED", "false");
  }

  Path data() {
    return folder.resolve(name).toAbsolutePath();
  }

  /** Starts the hub and returns at once. */
  void start() {
    start(SnsHubApplication.class.getName(), List.of());
  }

  /** Starts another build of the hub. */
  void start(String main, List<String> options) {
    Path log = folder.resolve(name + ".log");
    List<String> args = new ArrayList<>(settings);
    args.add("--server.address=127.0.0.1");
    process = Jvm.shared().start(main, options, args, env, log);
  }

  boolean alive() {
    return process != null && process.isAlive();
  }

  /** Ends it as {@code kill -9} does; returns whether it was alive. */
  boolean kill() {
    boolean was = alive();
    try {
      if (process != null) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return was;
  }

  /** Asks it to end and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Waits until it has ended by itself and returns its exit code. */
  int awaitExit(Duration most) throws InterruptedException {
    if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(name + " did not end by itself");
    }
    return process.exitValue();
  }

  /** Sends a signal by its name. */
  void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Api api() {
    return new Api("http://127.0.0.1:" + port);
  }

  boolean ready() {
    try {
      return alive() && api().get("/api/sns/me").status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Waits until it answers; returns false when it has ended instead, or takes too long. */
  boolean awaitReady() throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (alive() && System.nanoTime() < end) {
      if (ready()) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return false;
  }

  @Override
  public void close() {
    kill();
  }
}
