package io.snshub.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes databases: H2 files as the hub opens them, and databases of one real PostgreSQL server from
 * Maven artifacts with its own default settings, so that a commit is on the disk on both.
 */
final class Databases implements AutoCloseable {
  private final Path folder;
  private final AtomicInteger number = new AtomicInteger();
  private @Nullable EmbeddedPostgres server;

  Databases(Path folder) {
    this.folder = folder;
  }

  /** Makes an empty database and a data directory beside it. */
  Database make(String kind) {
    String name = "bench_" + number.incrementAndGet();
    try {
      Path data = Files.createDirectories(folder.resolve(name));
      if (kind.equals(Database.H2)) {
        return Database.embedded(data);
      }
      run("create database " + name);
      return new Database(kind, server().getJdbcUrl("postgres", name), "postgres", data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a database that nobody needs any more. */
  void drop(Database database) {
    if (database.postgresql()) {
      String name = database.data().getFileName().toString();
      run("drop database if exists " + name + " with (force)");
    }
    Folders.delete(database.data());
  }

  /** Says which server it is, or null when none was needed. */
  @Nullable String postgresqlVersion() {
    if (server == null) {
      return null;
    }
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show server_version")) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      return null;
    }
  }

  private synchronized EmbeddedPostgres server() throws IOException {
    if (server == null) {
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("postgresql"))
              // the builder's own default is a database that forgets
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "200")
              .start();
    }
    return server;
  }

  private void run(String sql) {
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (server != null) {
        server.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
