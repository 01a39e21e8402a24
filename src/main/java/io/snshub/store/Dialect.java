package io.snshub.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** The databases the hub speaks to. */
public enum Dialect {
  H2,
  POSTGRESQL;

  /**
   * Asks the database who it is.
   *
   * @throws IllegalStateException when it can't be reached or is neither
   */
  public static Dialect of(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName().toUpperCase(Locale.ROOT);
      for (Dialect dialect : values()) {
        if (product.equals(dialect.name())) {
          return dialect;
        }
      }
      throw new IllegalStateException("HUB_DATABASE_URL: neither H2 nor PostgreSQL but " + product);
    } catch (SQLException e) {
      throw new IllegalStateException("HUB_DATABASE_URL: " + e.getMessage(), e);
    }
  }

  /** Returns the name in SQL file names. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
