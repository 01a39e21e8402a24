package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.store.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may write which table: each has one room, and each statement stands in its room's folder. */
class SqlOwnershipTest {
  private static final Path SOURCES = Path.of("src/main/java/io/snshub");
  private static final Path STATEMENTS = Path.of("src/main/resources/sql");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Pattern OWNS =
      Pattern.compile("Owns the tables? ((?:\\{@code\\s+\\w+}[,\\s*]*(?:and[\\s*]+)?)+)");
  private static final Pattern CODE = Pattern.compile("\\{@code\\s+(\\w+)}");
  private static final Pattern USED =
      Pattern.compile("\"([a-z]+/[a-z-]+)\"|sql:classpath:sql/([a-z]+/[a-z-]+)\\.sql");
  private static final Pattern WRITES =
      Pattern.compile(
          "(?<!for )\\b(?:insert\\s+into|update|delete\\s+from|merge\\s+into|truncate\\s+table)\\s+(?!set\\b)(\\w+)");
  private static final Pattern TABLE =
      Pattern.compile("create table (?:if not exists )?(\\w+) \\((.*?)\\n\\);", Pattern.DOTALL);

  private static List<Path> files(Path root, String ending) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A statement's name is its room and its file's name without the dialect. */
  private static String name(Path statement) {
    String file = statement.getFileName().toString();
    return statement.getParent().getFileName() + "/" + file.substring(0, file.indexOf('.'));
  }

  private static Map<String, Set<String>> dialectsByName() {
    Map<String, Set<String>> dialects = new TreeMap<>();
    for (Path file : files(STATEMENTS, ".sql")) {
      String[] parts = file.getFileName().toString().split("\\.");
      dialects
          .computeIfAbsent(name(file), name -> new TreeSet<>())
          .add(parts.length == 2 ? "all" : parts[1]);
    }
    return dialects;
  }

  private static String room(Path source) {
    return SOURCES.relativize(source).getName(0).toString();
  }

  /** Which rooms use which statement. */
  private static Map<String, Set<String>> roomsByStatement() {
    Set<String> folders =
        files(STATEMENTS, ".sql").stream()
            .map(file -> file.getParent().getFileName().toString())
            .collect(Collectors.toSet());
    Map<String, Set<String>> rooms = new TreeMap<>();
    for (Path source : files(SOURCES, ".java")) {
      Matcher used = USED.matcher(read(source).replaceAll("(?m)^\\s*(\\*|//).*$", ""));
      while (used.find()) {
        String statement = used.group(1) != null ? used.group(1) : used.group(2);
        boolean uri = used.group(2) != null;
        if (uri || folders.contains(statement.substring(0, statement.indexOf('/')))) {
          rooms.computeIfAbsent(statement, name -> new TreeSet<>()).add(room(source));
        }
      }
    }
    return rooms;
  }

  private static Map<String, String> owners() {
    Map<String, String> owners = new HashMap<>();
    for (Path file : files(SOURCES, "package-info.java")) {
      Matcher owns = OWNS.matcher(read(file).replaceAll("\\s*\\n \\* ", " "));
      while (owns.find()) {
        Matcher table = CODE.matcher(owns.group(1));
        while (table.find()) {
          String other = owners.put(table.group(1), room(file));
          assertThat(other).as("rooms that own %s beside %s", table.group(1), room(file)).isNull();
        }
      }
    }
    return owners;
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new TreeMap<>();
    for (Path file : files(MIGRATIONS, ".sql")) {
      Matcher table = TABLE.matcher(read(file));
      while (table.find()) {
        tables.put(table.group(1), table.group(2));
      }
    }
    return tables;
  }

  @Test
  void a_statement_is_used_by_its_own_room_only() {
    assertThat(roomsByStatement())
        .allSatisfy(
            (statement, rooms) ->
                assertThat(rooms)
                    .as(statement)
                    .containsExactly(statement.substring(0, statement.indexOf('/'))));
  }

  @Test
  void every_statement_that_is_used_has_its_file() {
    assertThat(dialectsByName().keySet()).containsAll(roomsByStatement().keySet());
  }

  @Test
  void every_file_is_used() {
    assertThat(roomsByStatement().keySet()).containsAll(dialectsByName().keySet());
  }

  @Test
  void a_statement_has_one_file_for_all_databases_or_one_for_each() {
    Set<String> each =
        Arrays.stream(Dialect.values()).map(Dialect::wire).collect(Collectors.toSet());

    assertThat(dialectsByName())
        .allSatisfy((name, dialects) -> assertThat(dialects).as(name).isIn(Set.of("all"), each));
  }

  @Test
  void the_first_line_says_what_a_statement_promises() {
    List<Path> all = new ArrayList<>(files(STATEMENTS, ".sql"));
    all.addAll(files(MIGRATIONS, ".sql"));

    assertThat(all)
        .allSatisfy(file -> assertThat(read(file)).as(file.toString()).startsWith("-- "));
  }

  @Test
  void a_table_is_written_by_its_owner_only() {
    Map<String, String> owners = owners();

    assertThat(files(STATEMENTS, ".sql"))
        .allSatisfy(
            file -> {
              Matcher writes = WRITES.matcher(read(file).replaceAll("(?m)^--.*$", ""));
              while (writes.find()) {
                assertThat(owners.get(writes.group(1)))
                    .as("owner of %s, written by %s", writes.group(1), name(file))
                    .isEqualTo(file.getParent().getFileName().toString());
              }
            });
  }

  @Test
  void every_table_has_an_owner_and_every_owner_a_table() {
    assertThat(owners().keySet()).isEqualTo(tables().keySet());
  }

  @Test
  void every_table_says_when_a_row_was_made() {
    assertThat(tables())
        .isNotEmpty()
        .allSatisfy(
            (table, columns) -> assertThat(columns).as(table).containsPattern("\\bcreated_at\\b"));
  }
}
