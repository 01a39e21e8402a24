package io.snshub.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The pools that only read, made after the one that writes: one into the same database, and one to
 * a replica if there is one. Their connections are read-only, which PostgreSQL enforces. They are
 * no beans, because a replica that is away must fail neither the start, nor a migration, nor the
 * health of the hub.
 */
final class ReadPools implements AutoCloseable {
  /** So many stay open when nobody reads; the others are opened when they are wanted. */
  private static final int IDLE = 2;

  /** A replica that hangs has cost its readers this much when they are sent to the primary. */
  private static final String REPLICA_SECONDS = "5";

  private static final long REPLICA_CONNECT_MILLIS = 1000;
  private static final Duration UNEXPECTED = Duration.ofSeconds(1);

  private final HikariDataSource same;
  private final @Nullable HikariDataSource replica;
  private final ReadSql.@Nullable Standby standby;
  private final ReadSql sql;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final @Nullable WorkLoop watch;

  ReadPools(HikariDataSource writing, Sql here, ReadSettings settings, MeterRegistry meters) {
    Dialect dialect = here.dialect();
    settings.check(dialect);
    this.same = new HikariDataSource(like(writing, dialect, settings, "hub-read", meters));
    ReadJdbcTemplate primary = new ReadJdbcTemplate(same, meters);
    Sql reading = new Sql(JdbcClient.create(primary), dialect);
    if (!settings.replica()) {
      this.replica = null;
      this.standby = null;
      this.watch = null;
      this.sql = new ReadSql(here, reading, null, System::nanoTime);
      return;
    }
    HikariDataSource other =
        replica(like(writing, dialect, settings, "hub-replica", meters), settings);
    Replica state =
        new Replica(primary, new JdbcTemplate(other), settings.maxLag(), System::nanoTime);
    state.bindTo(meters);
    Sql there =
        new Sql(JdbcClient.create(new ReplicaJdbcTemplate(other, meters, primary, state)), dialect);
    this.replica = other;
    this.standby = new ReadSql.Standby(state, there);
    this.sql = new ReadSql(here, reading, standby, System::nanoTime);
    this.watch = new WorkLoop("replica", () -> rest(state.look()), () -> rest(UNEXPECTED));
    watch.start();
  }

  private void rest(Duration pause) throws InterruptedException {
    boolean ignored = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static HikariDataSource replica(HikariConfig config, ReadSettings settings) {
    config.setJdbcUrl(settings.url());
    if (!settings.username().isEmpty()) {
      config.setUsername(settings.username());
    }
    if (!settings.password().isEmpty()) {
      config.setPassword(settings.password());
    }
    config.setConnectionTimeout(REPLICA_CONNECT_MILLIS);
    config.setValidationTimeout(REPLICA_CONNECT_MILLIS / 2);
    config.addDataSourceProperty("connectTimeout", "1");
    config.addDataSourceProperty("socketTimeout", REPLICA_SECONDS);
    // it may come up later
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private static HikariConfig like(
      HikariDataSource writing,
      Dialect dialect,
      ReadSettings settings,
      String name,
      MeterRegistry meters) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(writing.getJdbcUrl());
    config.setUsername(writing.getUsername());
    config.setPassword(writing.getPassword());
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(Math.min(IDLE, settings.connections()));
    config.setConnectionTimeout(writing.getConnectionTimeout());
    config.setValidationTimeout(writing.getValidationTimeout());
    config.setKeepaliveTime(writing.getKeepaliveTime());
    config.setMaxLifetime(writing.getMaxLifetime());
    config.setConnectionTestQuery(writing.getConnectionTestQuery());
    if (writing.getExceptionOverrideClassName() != null) {
      config.setExceptionOverrideClassName(writing.getExceptionOverrideClassName());
    }
    config.setReadOnly(true);
    config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
    Properties driver = new Properties();
    driver.putAll(writing.getDataSourceProperties());
    config.setDataSourceProperties(driver);
    if (dialect == Dialect.POSTGRESQL) {
      // or single statements outside of transactions could write
      config.addDataSourceProperty("readOnlyMode", "always");
    }
    return config;
  }

  /** Returns what divides the reading among them. */
  ReadSql sql() {
    return sql;
  }

  ReadSql.@Nullable Standby standby() {
    return standby;
  }

  HikariDataSource same() {
    return same;
  }

  /** Returns how many connections are open. */
  int open() {
    return open(same) + (replica == null ? 0 : open(replica));
  }

  static int open(HikariDataSource pool) {
    HikariPoolMXBean state = pool.getHikariPoolMXBean();
    return state == null ? 0 : state.getTotalConnections();
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.stop(closed::countDown);
    }
    same.close();
    if (replica != null) {
      replica.close();
    }
  }
}
