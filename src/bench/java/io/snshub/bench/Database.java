package io.snshub.bench;

import io.snshub.EmbeddedUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;

/**
 * An empty database for one hub.
 *
 * @param kind {@code h2} or {@code postgresql}
 * @param url JDBC
 * @param user its user; without a password
 * @param data the hub's data directory; an embedded database lies in it
 */
record Database(String kind, String url, String user, Path data) {
  static final String H2 = "h2";
  static final String POSTGRESQL = "postgresql";

  static Database embedded(Path data) {
    return new Database(H2, EmbeddedUrl.in(data), "sa", data);
  }

  boolean postgresql() {
    return kind.equals(POSTGRESQL);
  }

  /** Returns what a hub has to know about it. */
  Map<String, String> env() {
    Map<String, String> env = new HashMap<>();
    env.put("HUB_DATA_DIR", data.toString());
    if (postgresql()) {
      env.put("HUB_DATABASE_URL", url);
      env.put("HUB_DATABASE_USERNAME", user);
      env.put("HUB_DATABASE_PASSWORD", "");
      env.put(
          "HUB_ENCRYPTION_KEY",
          Base64.getEncoder().encodeToString("one key for all of the benchmark".getBytes()));
    }
    return env;
  }

  /** Connects; to an embedded one only while no hub has it. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, "");
  }

  /** Makes the hub's tables. */
  Database migrate() {
    Flyway.configure().dataSource(url, user, "").load().migrate();
    return this;
  }
}
