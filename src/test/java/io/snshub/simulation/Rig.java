package io.snshub.simulation;

import io.snshub.TestDatabase;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformHosts;
import io.snshub.platform.TestPlatforms;
import io.snshub.publishing.PublishingEngine;
import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What schedules share because it is dear to make: a migrated database with one connection, and
 * processes' engines, which hold no state of a schedule but their names.
 */
final class Rig implements AutoCloseable {
  private static final List<String> TABLES =
      List.of("outbox", "saga_step", "saga", "post_history", "attempt", "target", "post");

  private final TestDatabase database;
  private final Connection connection;
  final JdbcClient jdbc;
  final Sql sql;
  final VirtualTime time = new VirtualTime();
  final PlatformCatalog catalog = Sites.catalog();
  final PlatformHosts hosts = TestPlatforms.hosts(catalog);
  final UnaryOperator<PublishingEngine.Parts> broken;
  private final List<ProcessParts> lone = new ArrayList<>();
  private final List<ProcessParts> joined = new ArrayList<>();

  private Rig(TestDatabase database, UnaryOperator<PublishingEngine.Parts> broken)
      throws SQLException {
    this.database = database;
    this.broken = broken;
    this.connection = database.dataSource().getConnection();
    this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    this.sql = new Sql(jdbc, database.dialect());
  }

  static Rig on(Dialect dialect) {
    return on(dialect, UnaryOperator.identity());
  }

  static Rig on(Dialect dialect, UnaryOperator<PublishingEngine.Parts> broken) {
    try {
      return new Rig(
          dialect == Dialect.H2 ? TestDatabase.inMemory() : TestDatabase.open(dialect), broken);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Dialect dialect() {
    return database.dialect();
  }

  Connection connection() {
    return connection;
  }

  /** Makes everything as it was before the first schedule. */
  void clear() {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    TABLES.forEach(table -> jdbc.sql("delete from " + table).update());
    time.set(0);
  }

  /** Returns the engine of the n-th process that is started in a schedule. */
  ProcessParts parts(int number, boolean alone) {
    List<ProcessParts> pool = alone ? lone : joined;
    while (pool.size() <= number) {
      pool.add(new ProcessParts(this, "n" + (pool.size() + 1), alone));
    }
    return pool.get(number);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    database.close();
  }
}
