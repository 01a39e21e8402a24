package io.snshub.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The SQL files of all rooms, by name ({@code "publishing/open-gate"}), run by Spring's JdbcClient.
 * Thread-safe; a file is read once. Statements join the transaction of the calling thread, or run
 * each in their own.
 */
public final class Sql {
  private static final Pattern INSERTED = Pattern.compile("\\binsert into (\\w+)");

  private final JdbcClient jdbc;
  private final @Nullable JdbcOperations batches;
  private final Dialect dialect;
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> words = new ConcurrentHashMap<>();
  private final Map<String, String> tables = new ConcurrentHashMap<>();
  private final Map<String, BatchStatement> batched = new ConcurrentHashMap<>();

  /**
   * Opens the files for one database.
   *
   * @param jdbc runs the statements
   * @param dialect picks between two files of one name
   */
  public Sql(JdbcOperations jdbc, Dialect dialect) {
    this(JdbcClient.create(jdbc), jdbc, dialect);
  }

  /** The same, without batches. */
  public Sql(JdbcClient jdbc, Dialect dialect) {
    this(jdbc, null, dialect);
  }

  private Sql(JdbcClient jdbc, @Nullable JdbcOperations batches, Dialect dialect) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.dialect = dialect;
  }

  /**
   * Starts the statement in {@code sql/<name>.<dialect>.sql}, or {@code sql/<name>.sql}.
   *
   * @throws IllegalArgumentException when there is no such file
   */
  public JdbcClient.StatementSpec run(String name) {
    PutOff waiting = PutOff.current();
    if (waiting != null) {
      waiting.before(words.computeIfAbsent(name, this::wordsOf));
    }
    return jdbc.sql(text(name));
  }

  /**
   * Starts a row that the insert of that name writes before the running transaction commits, with
   * others of its kind in one go; at once outside a transaction. Earlier when {@link #run} is about
   * to run a statement that names the table. Who depends on the row without naming its table, by a
   * foreign key, calls {@link #writeRows} first. Rows of one statement are written in the order in
   * which they were added, and a failure to write them fails the commit.
   */
  public LaterRow later(String name) {
    return new LaterRow(this, name, new HashMap<>());
  }

  /** Writes the rows that the running transaction has put off. */
  public void writeRows() {
    PutOff waiting = PutOff.current();
    if (waiting != null) {
      waiting.write();
    }
  }

  /** A row to be written later. */
  public record LaterRow(Sql sql, String name, Map<String, @Nullable Object> values) {
    /** Gives a parameter its value. */
    public LaterRow param(String parameter, @Nullable Object value) {
      values.put(parameter, value);
      return this;
    }

    /** Gives several parameters their values. */
    public LaterRow params(Map<String, ? extends @Nullable Object> given) {
      values.putAll(given);
      return this;
    }

    /** Puts the row off. */
    public void add() {
      if (!PutOff.add(sql, name, values)) {
        sql.write(name, List.of(values));
      }
    }
  }

  /** Returns the table that an insert writes into. */
  String table(String insert) {
    return tables.computeIfAbsent(
        insert,
        name -> {
          Matcher found = INSERTED.matcher(text(name));
          if (!found.find()) {
            throw new IllegalArgumentException(name + " inserts nothing");
          }
          return found.group(1);
        });
  }

  private Set<String> wordsOf(String name) {
    return Set.copyOf(new HashSet<>(List.of(BatchStatement.plain(text(name)).split("\\W+"))));
  }

  /** Writes rows by one statement. */
  void write(String name, List<Map<String, @Nullable Object>> rows) {
    if (batches == null) {
      rows.forEach(row -> jdbc.sql(text(name)).params(row).update());
    } else {
      batched.computeIfAbsent(name, one -> new BatchStatement(text(one))).write(batches, rows);
    }
  }

  /** Returns the text of a statement, comments included. */
  public String text(String name) {
    return texts.computeIfAbsent(name, this::load);
  }

  /** Returns which database this is. */
  public Dialect dialect() {
    return dialect;
  }

  /** Turns an instant into what both drivers take as a parameter. */
  public static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** Reads a time column; null stays null. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private String load(String name) {
    String text = read("/sql/" + name + "." + dialect.wire() + ".sql");
    if (text == null) {
      text = read("/sql/" + name + ".sql");
    }
    if (text == null) {
      throw new IllegalArgumentException("no SQL file sql/" + name + ".sql");
    }
    return text;
  }

  private static @Nullable String read(String path) {
    try (InputStream in = Sql.class.getResourceAsStream(path)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("can't read " + path, e);
    }
  }
}
