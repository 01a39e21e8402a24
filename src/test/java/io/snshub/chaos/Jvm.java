package io.snshub.chaos;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts Java processes that come up fast: one compiler, a small heap, and, once {@link #archive}
 * was made, classes that are read already. None outlives this process.
 */
final class Jvm {
  static final Path FOLDER = Path.of("target", "chaos");
  private static final Queue<Process> STARTED = new ConcurrentLinkedQueue<>();
  private static final Jvm SHARED = new Jvm();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly)));
  }

  private final Path lib = FOLDER.resolve("lib").toAbsolutePath();
  private final Path archive = lib.resolve("classes.jsa");
  private final String classPath;

  private Jvm() {
    this.classPath = packed(System.getProperty("java.class.path"));
  }

  static Jvm shared() {
    return SHARED;
  }

  /** Where an archive of the classes that a program loads is kept, for {@link #recording}. */
  Path archive() {
    return archive;
  }

  Process start(
      String main, List<String> options, List<String> args, Map<String, String> env, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx320m", "-XX:-UsePerfData"));
    boolean records = options.stream().anyMatch(one -> one.contains("ArchiveClassesAtExit"));
    if (!records && Files.exists(archive)) {
      command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off"));
    }
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("HUB_"));
    builder.environment().putAll(env);
    try {
      Process process =
          builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      STARTED.removeIf(one -> !one.isAlive());
      STARTED.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the options under which a program that ends by itself writes the archive. */
  List<String> recording() {
    return List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }

  /**
   * Returns a free port that no outgoing connection is given meanwhile, so that a hub finds its own
   * again when it comes back.
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

  /** An archive of classes can't be made of folders. */
  private String packed(String path) {
    try {
      Files.createDirectories(lib);
      Files.deleteIfExists(archive);
      List<String> entries = new ArrayList<>();
      for (String entry : path.split(File.pathSeparator)) {
        Path folder = Path.of(entry);
        entries.add(
            Files.isDirectory(folder)
                ? pack(folder, lib.resolve(folder.getFileName() + ".jar")).toString()
                : entry);
      }
      return String.join(File.pathSeparator, entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path pack(Path folder, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      entries.setLevel(0);
      for (Path file : files.filter(one -> !one.equals(folder)).sorted().toList()) {
        boolean directory = Files.isDirectory(file);
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        entries.putNextEntry(new JarEntry(directory ? name + "/" : name));
        if (!directory) {
          Files.copy(file, entries);
        }
        entries.closeEntry();
      }
    }
    return jar;
  }
}
