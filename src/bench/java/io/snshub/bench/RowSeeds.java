package io.snshub.bench;

import io.snshub.bench.SampleRows.Cell;
import io.snshub.bench.SampleRows.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Multiplies posts inside the database: thousands of copies of some samples by one statement. The
 * copy with the highest id is as young as its sample, each one below it a second older.
 */
final class RowSeeds {
  private static final int STEP = 50_000;

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

  /** Makes the posts with these ids. */
  void fill(long from, long to) throws SQLException {
    try (Connection connection = database.connect()) {
      for (long start = from; start <= to; start += STEP) {
        for (int i = 0; i < samples.size(); i++) {
          for (Row row : samples.get(i).rows()) {
            fill(connection, row, start + i, Math.min(to, start + STEP - 1));
          }
        }
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("alter table post alter column id restart with " + (to + 1));
        statement.execute("analyze");
      }
    }
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
