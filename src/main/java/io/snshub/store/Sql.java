package io.snshub.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The SQL files of all rooms, by name ({@code "publishing/open-gate"}), run by Spring's JdbcClient.
 * Thread-safe; a file is read once. Statements join the transaction of the calling thread, or run
 * each in their own.
 */
public final class Sql {
  private final JdbcClient jdbc;
  private final Dialect dialect;
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /**
   * Opens the files for one database.
   *
   * @param jdbc runs the statements
   * @param dialect picks between two files of one name
   */
  public Sql(JdbcClient jdbc, Dialect dialect) {
    this.jdbc = jdbc;
    this.dialect = dialect;
  }

  /**
   * Starts the statement in {@code sql/<name>.<dialect>.sql}, or {@code sql/<name>.sql}.
   *
   * @throws IllegalArgumentException when there is no such file
   */
  public JdbcClient.StatementSpec run(String name) {
    return jdbc.sql(text(name));
  }

  /** Returns the text of a statement, comments included. */
  public String text(String name) {
    return texts.computeIfAbsent(name, this::load);
  }

  /** Returns which database this is. */
  public Dialect dialect() {
    return dialect;
  }

  /** Turns an instant into what both drivers take as a parameter. */
  public static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** Reads a time column; null stays null. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private String load(String name) {
    String text = read("/sql/" + name + "." + dialect.wire() + ".sql");
    if (text == null) {
      text = read("/sql/" + name + ".sql");
    }
    if (text == null) {
      throw new IllegalArgumentException("no SQL file sql/" + name + ".sql");
    }
    return text;
  }

  private static @Nullable String read(String path) {
    try (InputStream in = Sql.class.getResourceAsStream(path)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("can't read " + path, e);
    }
  }
}
