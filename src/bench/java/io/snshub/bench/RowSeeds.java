package io.snshub.bench;

import io.snshub.bench.SampleRows.Cell;
import io.snshub.bench.SampleRows.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Multiplies posts inside the database: thousands of copies of some samples by one statement. The
 * copy with the highest id is as young as its sample, each one below it a second older.
 */
final class RowSeeds {
  private static final int STEP = 10_000;

  private final Database database;
  private final List<SampleRows> samples;
  private final long highest;

  /**
   * Takes the samples, which take turns.
   *
   * @param highest the highest id there will ever be
   */
  RowSeeds(Database database, List<SampleRows> samples, long highest) {
    this.database = database;
    this.samples = samples;
    this.highest = highest;
  }

  /**
   * Makes posts with ids from one on, on two threads, until there are enough or the time is over.
   *
   * @return the highest id that was made
   */
  long fill(long from, long to, Duration most) throws Exception {
    AtomicLong next = new AtomicLong(from);
    long end = System.nanoTime() + most.toNanos();
    Callable<Long> filler = () -> fill(next, to, end);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    long filled = from - 1;
    try {
      for (Future<Long> one : threads.invokeAll(List.of(filler, filler))) {
        filled = Math.max(filled, one.get());
      }
    } finally {
      threads.shutdown();
    }
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table post alter column id restart with " + (filled + 1));
      statement.execute("analyze");
    }
    return filled;
  }

  private long fill(AtomicLong next, long to, long end) throws SQLException {
    long filled = 0;
    try (Connection connection = database.connect()) {
      try (Statement statement = connection.createStatement()) {
        // the rows fit together by the way they are made
        statement.execute(
            database.postgresql()
                ? "set session_replication_role = replica"
                : "set referential_integrity false");
      }
      while (System.nanoTime() < end) {
        long start = next.getAndAdd(STEP);
        if (start > to) {
          break;
        }
        filled = Math.min(to, start + STEP - 1);
        for (int i = 0; i < samples.size(); i++) {
          for (Row row : samples.get(i).rows()) {
            fill(connection, row, start + i, filled);
          }
        }
      }
    }
    return filled;
  }

  private void fill(Connection connection, Row row, long from, long to) throws SQLException {
    List<String> columns = row.cells().stream().map(Cell::column).toList();
    List<String> values = row.cells().stream().map(this::expression).toList();
    String series = database.postgresql() ? "generate_series" : "system_range";
    String sql =
        "insert into %s (%s) select %s from %s(?, ?, ?) as s(x)"
            .formatted(row.table(), String.join(", ", columns), String.join(", ", values), series);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int place = 1;
      for (Object value : given(row)) {
        statement.setObject(place++, value);
      }
      statement.setLong(place++, from);
      statement.setLong(place++, to);
      statement.setLong(place, samples.size());
      statement.executeUpdate();
    }
  }

  private static boolean time(Object value) {
    return value instanceof Timestamp || value instanceof OffsetDateTime;
  }

  private String expression(Cell cell) {
    return switch (cell.role()) {
      case POST -> "x";
      case SUBJECT -> "'post/' || x";
      case SAGA -> "'00000000-0000-0000-0000-' || lpad(cast(x as varchar), 12, '0')";
      case UNIQUE -> "'10000000-0000-0000-0000-' || lpad(cast(x as varchar), 12, '0')";
      case PLAIN -> plain(cell.value());
    };
  }

  private String plain(Object value) {
    if (!time(value)) {
      return value instanceof Number || value instanceof Boolean
          ? value.toString()
          : "cast(? as varchar)";
    }
    String at = "cast(? as timestamp with time zone)";
    return database.postgresql()
        ? at + " - (" + highest + " - x) * interval '1 second'"
        : "dateadd(second, x - " + highest + ", " + at + ")";
  }

  private static List<Object> given(Row row) {
    List<Object> values = new ArrayList<>();
    for (Cell cell : row.cells()) {
      boolean literal = cell.value() instanceof Number || cell.value() instanceof Boolean;
      if (cell.role() == SampleRows.Role.PLAIN && !literal) {
        values.add(cell.value());
      }
    }
    return values;
  }
}
