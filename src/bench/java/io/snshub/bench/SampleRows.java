package io.snshub.bench;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every row a hub has written for one post, read from whatever tables there are, so that copies of
 * it follow the schema wherever it goes. A row is the post's when it carries the post's id, subject
 * or saga.
 *
 * @param rows in an order in which they can be inserted; the post's own row first
 */
record SampleRows(List<Row> rows) {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** What a value becomes in a copy. */
  enum Role {
    /** Stays. */
    PLAIN,
    /** The copy's own post. */
    POST,
    /** {@code post/} and the copy's own post. */
    SUBJECT,
    /** The copy's own saga. */
    SAGA,
    /** A new one each time. */
    UNIQUE
  }

  /** A value of a row. */
  record Cell(String column, @Nullable Object value, Role role) {}

  /** A row, without the columns that the database fills itself; the post's id is there. */
  record Row(String table, List<Cell> cells) {
    /** Returns an insert of it with a place for each value. */
    String insert() {
      List<String> columns = cells.stream().map(Cell::column).toList();
      return "insert into "
          + table
          + " ("
          + String.join(", ", columns)
          + ") values ("
          + String.join(", ", java.util.Collections.nCopies(columns.size(), "?"))
          + ")";
    }
  }

  /** Reads the rows of a post whose hub has nothing else to do. */
  static SampleRows read(Connection connection, long post, String saga) throws SQLException {
    List<Row> rows = new ArrayList<>();
    for (String table : tables(connection)) {
      read(connection, table, new Ids(post, saga), rows);
    }
    return new SampleRows(rows);
  }

  /** Returns those of some tables only. */
  SampleRows only(Predicate<String> table) {
    return new SampleRows(rows.stream().filter(row -> table.test(row.table())).toList());
  }

  private record Ids(long post, String saga) {
    Role role(String table, String column, @Nullable Object value) {
      boolean number = value instanceof Number one && one.longValue() == post;
      if (number && (column.equals("post_id") || table.equals("post") && column.equals("id"))) {
        return Role.POST;
      }
      String text = value instanceof String one ? one : "";
      if (text.equals("post/" + post)) {
        return Role.SUBJECT;
      } else if (text.equals(saga)) {
        return Role.SAGA;
      }
      return UUID.matcher(text).matches() ? Role.UNIQUE : Role.PLAIN;
    }
  }

  private static void read(Connection connection, String table, Ids ids, List<Row> into)
      throws SQLException {
    Set<String> own = generated(connection, table);
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select * from " + table)) {
      while (found.next()) {
        List<Cell> cells = new ArrayList<>();
        boolean its = false;
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          String column = found.getMetaData().getColumnName(i);
          Object value = found.getObject(i);
          Role role = ids.role(table, column, value);
          its |= role != Role.PLAIN && role != Role.UNIQUE;
          if (value != null && (role == Role.POST || !own.contains(column))) {
            cells.add(new Cell(column, value, role));
          }
        }
        if (its) {
          into.add(new Row(table, cells));
        }
      }
    }
  }

  private static Set<String> generated(Connection connection, String table) throws SQLException {
    Set<String> columns = new HashSet<>();
    try (ResultSet found =
        connection.getMetaData().getColumns(connection.getCatalog(), "public", table, null)) {
      while (found.next()) {
        if ("YES".equals(found.getString("IS_AUTOINCREMENT"))) {
          columns.add(found.getString("COLUMN_NAME"));
        }
      }
    }
    return columns;
  }

  /** Returns the tables, each behind those that it points to. */
  private static List<String> tables(Connection connection) throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    Map<String, Set<String>> needs = new HashMap<>();
    try (ResultSet found =
        meta.getTables(
            connection.getCatalog(), "public", "%", new String[] {"TABLE", "BASE TABLE"})) {
      while (found.next()) {
        needs.put(found.getString("TABLE_NAME"), new HashSet<>());
      }
    }
    for (Map.Entry<String, Set<String>> one : needs.entrySet()) {
      try (ResultSet found =
          meta.getImportedKeys(connection.getCatalog(), "public", one.getKey())) {
        while (found.next()) {
          one.getValue().add(found.getString("PKTABLE_NAME"));
        }
      }
      one.getValue().remove(one.getKey());
    }
    List<String> ordered = new ArrayList<>(List.of("post"));
    while (ordered.size() < needs.size()) {
      List<String> next =
          needs.keySet().stream()
              .filter(table -> !ordered.contains(table) && ordered.containsAll(needs.get(table)))
              .sorted()
              .toList();
      if (next.isEmpty()) {
        throw new IllegalStateException("tables that point to each other: " + needs);
      }
      ordered.addAll(next);
    }
    return ordered;
  }
}
