package io.snshub.bench;

import io.snshub.bench.SampleRows.Cell;
import io.snshub.bench.SampleRows.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes copies of a post's rows by plain JDBC: one prepared statement a table, the rows of a table
 * as one batch, one transaction a post. What a hub could do at best without combining posts.
 */
final class RowCopies {
  private final Database database;
  private final SampleRows sample;

  RowCopies(Database database, SampleRows sample) {
    this.database = database;
    this.sample = sample;
  }

  /**
   * Writes posts from so many threads, each with a connection of its own; returns posts a second.
   */
  double run(int threads, double seconds) throws InterruptedException, SQLException {
    AtomicLong written = new AtomicLong();
    List<Writer> writers = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      writers.add(new Writer(database.connect(), sample));
    }
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    for (Writer writer : writers) {
      Thread thread =
          new Thread(
              () -> {
                while (System.nanoTime() < end && writer.write()) {
                  written.incrementAndGet();
                }
              });
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      thread.join();
    }
    double rate = written.get() * 1e9 / (System.nanoTime() - start);
    for (Writer writer : writers) {
      writer.close();
    }
    return rate;
  }

  /** One connection. */
  private static final class Writer {
    private final Connection connection;
    private final PreparedStatement post;
    private final List<Cell> postCells;
    private final Map<PreparedStatement, List<Row>> others = new LinkedHashMap<>();
    private SQLException failure;

    Writer(Connection connection, SampleRows sample) throws SQLException {
      this.connection = connection;
      connection.setAutoCommit(false);
      Row first = withoutId(sample.rows().get(0));
      post = connection.prepareStatement(first.insert(), new String[] {"id"});
      postCells = first.cells();
      Map<String, PreparedStatement> byText = new LinkedHashMap<>();
      for (Row row : sample.rows().subList(1, sample.rows().size())) {
        PreparedStatement statement = byText.get(row.insert());
        if (statement == null) {
          statement = connection.prepareStatement(row.insert());
          byText.put(row.insert(), statement);
        }
        others.computeIfAbsent(statement, one -> new ArrayList<>()).add(row);
      }
    }

    /** The database gives each copy its own. */
    private static Row withoutId(Row row) {
      return new Row(
          row.table(),
          row.cells().stream().filter(cell -> cell.role() != SampleRows.Role.POST).toList());
    }

    /** Writes one post; returns false when it couldn't. */
    boolean write() {
      try {
        String saga = UUID.randomUUID().toString();
        set(post, postCells, 0, saga);
        post.executeUpdate();
        long id;
        try (ResultSet keys = post.getGeneratedKeys()) {
          keys.next();
          id = keys.getLong(1);
        }
        for (Map.Entry<PreparedStatement, List<Row>> other : others.entrySet()) {
          write(other.getKey(), other.getValue(), id, saga);
        }
        connection.commit();
        return true;
      } catch (SQLException e) {
        failure = e;
        return false;
      }
    }

    private static void write(PreparedStatement statement, List<Row> rows, long id, String saga)
        throws SQLException {
      for (Row row : rows) {
        set(statement, row.cells(), id, saga);
        if (rows.size() > 1) {
          statement.addBatch();
        }
      }
      if (rows.size() > 1) {
        statement.executeBatch();
      } else {
        statement.executeUpdate();
      }
    }

    private static void set(PreparedStatement statement, List<Cell> cells, long id, String saga)
        throws SQLException {
      for (int i = 0; i < cells.size(); i++) {
        Cell cell = cells.get(i);
        Object value =
            switch (cell.role()) {
              case PLAIN -> cell.value();
              case POST -> id;
              case SUBJECT -> "post/" + id;
              case SAGA -> saga;
              case UNIQUE -> UUID.randomUUID().toString();
            };
        statement.setObject(i + 1, value);
      }
    }

    void close() throws SQLException {
      connection.close();
      if (failure != null) {
        throw failure;
      }
    }
  }
}
