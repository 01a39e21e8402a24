package io.snshub.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import redis.embedded.RedisServer;

/** A real Redis of the test's own, on a free port, which can be killed and come back. */
final class TestRedis implements AutoCloseable {
  private final int port = freePort();
  private final Path directory = directory();
  private final RedisServer server = server();
  private boolean running;

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    try {
      Path all = Files.createDirectories(Path.of("target", "test-data"));
      return Files.createTempDirectory(all, "redis").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RedisServer server() {
    try {
      return RedisServer.newRedisServer()
          .port(port)
          .bind("127.0.0.1")
          .setting("dir " + directory)
          .setting("appendonly no")
          .onShutdownForceStop(true)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  TestRedis start() {
    try {
      server.start();
      running = true;
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once; it keeps what was saved, and nothing else. */
  void kill() {
    kill("");
  }

  /** The same, when it has been given a password. */
  void kill(String password) {
    if (!running) {
      return;
    }
    running = false;
    ask(
        password,
        redis -> {
          try {
            redis.shutdown(false);
          } catch (RuntimeException e) {
            // it can't say goodbye any more
          }
          return "";
        });
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> T ask(Function<RedisCommands<String, String>, T> command) {
    return ask("", command);
  }

  private <T> T ask(String password, Function<RedisCommands<String, String>, T> command) {
    RedisURI uri = RedisURI.create("127.0.0.1", port);
    if (!password.isEmpty()) {
      uri.setCredentialsProvider(
          RedisCredentialsProvider.from(() -> RedisCredentials.just(null, password.toCharArray())));
    }
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return command.apply(connection.sync());
    } finally {
      client.shutdown();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
