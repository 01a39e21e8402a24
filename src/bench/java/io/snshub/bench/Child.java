package io.snshub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A Java process with the JVM's own default settings, and what it uses. None outlives this process.
 */
final class Child implements AutoCloseable {
  private static final Queue<Process> STARTED = new ConcurrentLinkedQueue<>();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param what what {@code java} runs: {@code -jar}, or a class path and a class, and arguments
   */
  static Child start(List<String> what, Map<String, String> env, Path log) {
    List<String> command = new ArrayList<>();
    command.add(tool("java"));
    command.addAll(what);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("HUB_") || name.startsWith("SPRING_"));
    builder.environment().putAll(env);
    try {
      Files.createDirectories(log.getParent());
      Process process =
          builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      STARTED.removeIf(one -> !one.isAlive());
      STARTED.add(process);
      return new Child(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /**
   * Returns a free port that no outgoing connection is given meanwhile.
   *
   * @throws IllegalStateException when there is none
   */
  static int freePort() {
    for (int tries = 0; tries < 1000; tries++) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // taken
      }
    }
    throw new IllegalStateException("no free port");
  }

  /** Waits for something the process does. */
  void await(BooleanSupplier done, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!done.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("a process didn't start, see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Seconds of processor time used so far. */
  double cpu() {
    return process.info().totalCpuDuration().map(time -> time.toNanos() / 1e9).orElse(Double.NaN);
  }

  /** Resident memory in megabytes; NaN where {@code /proc} doesn't tell. */
  double resident() {
    return status("VmRSS:") / 1024;
  }

  /** Threads now. */
  double threads() {
    return status("Threads:");
  }

  private double status(String name) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith(name)) {
          return Double.parseDouble(line.substring(name.length()).replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException e) {
      // not Linux, or gone
    }
    return Double.NaN;
  }

  /** Lets it collect its garbage. */
  void collect() throws InterruptedException {
    try {
      new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end and waits until it has. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      close();
    }
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
