package io.snshub.store;

import jakarta.validation.constraints.Min;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where lists and figures are read.
 *
 * @param url JDBC address of a streaming replica of the hub's PostgreSQL; empty to read in the same
 *     database
 * @param username who reads there; empty for the one who writes
 * @param password empty for the one of who writes
 * @param connections most connections of the pool that reads, and of the one to the replica
 * @param maxLag the replica isn't used unless it has all that was committed so long ago; more than
 *     half a second would break what is promised about reads on other nodes
 */
@Validated
@ConfigurationProperties("hub.database.read")
record ReadSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String username,
    @DefaultValue("") String password,
    @DefaultValue("10") @Min(1) int connections,
    @DefaultValue("250ms") Duration maxLag) {
  private static final Duration LONGEST = Duration.ofMillis(500);
  private static final Duration SHORTEST = Duration.ofMillis(10);

  ReadSettings {
    url = url.strip();
    if (maxLag.compareTo(SHORTEST) < 0 || maxLag.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "hub.database.read.max-lag: must be from 10ms to 500ms, is " + maxLag.toMillis() + "ms");
    }
    if (url.isEmpty() && !(username.isEmpty() && password.isEmpty())) {
      throw new IllegalArgumentException(
          "HUB_DATABASE_READ_USERNAME and _PASSWORD mean nothing without HUB_DATABASE_READ_URL");
    }
  }

  boolean replica() {
    return !url.isEmpty();
  }

  /**
   * Refuses an address that no replica of this database can have.
   *
   * @throws IllegalStateException naming the setting
   */
  void check(Dialect writing) {
    if (!replica()) {
      return;
    }
    if (writing != Dialect.POSTGRESQL) {
      throw new IllegalStateException(
          "HUB_DATABASE_READ_URL: only PostgreSQL has replicas, this hub's database is " + writing);
    }
    // what the address holds isn't repeated: it may be a password
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalStateException(
          "HUB_DATABASE_READ_URL: must begin with jdbc:postgresql: as HUB_DATABASE_URL does");
    }
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new IllegalStateException("HUB_DATABASE_READ_URL: PostgreSQL's driver can't read it");
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "ReadSettings[replica=" + replica() + ", connections=" + connections + "]";
  }
}
