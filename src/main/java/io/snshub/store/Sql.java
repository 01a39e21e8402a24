package io.snshub.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL files of all rooms, by name ("identity/find-key"), run by Spring's JdbcClient. */
public final class Sql {
  private final JdbcClient jdbc;
  private final Dialect dialect;
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  public Sql(JdbcClient jdbc, Dialect dialect) {
    this.jdbc = jdbc;
    this.dialect = dialect;
  }

  /**
   * Prepares the statement in {@code sql/<name>.sql}, or in {@code sql/<name>.<dialect>.sql}.
   *
   * @throws IllegalArgumentException when there is no such file
   */
  public JdbcClient.StatementSpec run(String name) {
    return jdbc.sql(texts.computeIfAbsent(name, this::load));
  }

  private String load(String name) {
    String own = "/sql/" + name + "." + dialect.name().toLowerCase(Locale.ROOT) + ".sql";
    try (InputStream special = Sql.class.getResourceAsStream(own);
        InputStream common = Sql.class.getResourceAsStream("/sql/" + name + ".sql")) {
      InputStream file = special != null ? special : common;
      if (file == null) {
        throw new IllegalArgumentException("no SQL file named " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
