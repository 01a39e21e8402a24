package io.snshub.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** A real PostgreSQL whose server can be crashed and comes back. */
final class PostgresChild implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final Path data;
  private final Path log;

  PostgresChild(Path folder) {
    this.data = folder.resolve("postgresql").toAbsolutePath();
    this.log = folder.resolve("postgresql.log");
    // what its tools say is of use only when they fail, and then it is thrown
    LoggingSystem.get(getClass().getClassLoader())
        .setLogLevel(EmbeddedPostgres.class.getName(), LogLevel.WARN);
    try {
      // a crash of the server is no crash of the machine: what was written stays written
      this.server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "100")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a new database and returns what a hub on it has to know. */
  Map<String, String> env(String name) {
    run("create database " + name);
    Map<String, String> env = new HashMap<>(env());
    env.put("HUB_DATABASE_URL", server.getJdbcUrl("postgres", name));
    return env;
  }

  /** Removes a database, whoever is on it. */
  void drop(String name) {
    run("drop database if exists " + name + " with (force)");
  }

  private void run(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** What every hub on the server's own database has to know. */
  Map<String, String> env() {
    byte[] key = "one key for all hubs of a round.".getBytes(StandardCharsets.US_ASCII);
    return Map.of(
        "HUB_DATABASE_URL",
        server.getJdbcUrl("postgres", "postgres"),
        "HUB_DATABASE_USERNAME",
        "postgres",
        "HUB_DATABASE_PASSWORD",
        "",
        "HUB_ENCRYPTION_KEY",
        Base64.getEncoder().encodeToString(key));
  }

  /** Stops the server as {@code pg_ctl stop -m immediate} does, and starts it again. */
  void crash() throws IOException, InterruptedException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // it refuses to run as root
      command.addAll(List.of("unshare", "-U"));
    }
    String line = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    command.addAll(List.of(line.split("\0")));
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (postmaster.isAlive() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    Files.deleteIfExists(data.resolve("postmaster.pid"));
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the database did not come back, see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private boolean answers() {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
