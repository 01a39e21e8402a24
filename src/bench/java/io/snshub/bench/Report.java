package io.snshub.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All figures: one table for people, one JSON file a part for programs. */
final class Report {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final Map<String, String> HEADS =
      Map.of(Database.H2, "H2", Database.POSTGRESQL, "PostgreSQL");

  private final Options options;
  private final Map<String, Object> machine = Machine.hardware();
  private final @Nullable String commit = Machine.commit();
  private final LocalDate date = LocalDate.now();
  private final Map<Part, List<Figures>> parts = new LinkedHashMap<>();
  private Map<String, Object> versions = Map.of();

  Report(Options options) {
    this.options = options;
  }

  /** Adds what a part found out and writes its file. */
  void add(Part part, Figures figures, @Nullable String postgresql) throws IOException {
    versions = Machine.versions(postgresql);
    parts.computeIfAbsent(part, one -> new ArrayList<>()).add(figures);
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("part", part.letter());
    file.put("title", part.title());
    file.put("date", date.toString());
    file.put("commit", commit);
    file.put("machine", machine);
    file.put("versions", versions);
    file.put("scale", options.scale());
    file.put("seconds", options.seconds());
    file.put("results", parts.get(part).stream().map(Report::result).toList());
    JSON.writeValue(
        options
            .folder()
            .resolve(part.letter() + "-" + part.title().replace(' ', '-') + ".json")
            .toFile(),
        file);
  }

  private static Map<String, Object> result(Figures figures) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("database", figures.database());
    result.put("took_seconds", figures.seconds());
    result.put("error", figures.error());
    result.put("parameters", figures.parameters());
    result.put("figures", figures.all());
    return result;
  }

  boolean failed() {
    return parts.values().stream().flatMap(List::stream).anyMatch(one -> one.error() != null);
  }

  /** Writes the table as Markdown, too, and returns it with aligned columns. */
  String table() throws IOException {
    Set<String> columns = new LinkedHashSet<>();
    parts.values().forEach(all -> all.forEach(one -> columns.add(one.database())));
    if (columns.size() > 1) {
      columns.remove("");
    }
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("", ""));
    columns.forEach(column -> head.add(HEADS.getOrDefault(column, column)));
    rows.add(head);
    parts.forEach((part, all) -> rows.addAll(rows(part, all, new ArrayList<>(columns))));
    Path file = options.folder().resolve("table.md");
    Files.writeString(file, about() + "\n\n" + markdown(rows));
    return about() + "\n\n" + aligned(rows);
  }

  private String about() {
    return "%s%s. %s, %s cores, %s MB, %s. %s.%s"
        .formatted(
            date,
            commit == null ? "" : ", commit " + commit,
            machine.get("processor"),
            machine.get("cores"),
            machine.get("memory_mb"),
            machine.get("os"),
            String.join(
                ", ",
                versions.entrySet().stream()
                    .map(one -> one.getKey() + " " + one.getValue())
                    .toList()),
            options.scale() == 1 && options.seconds() == 1
                ? ""
                : " Shortened: scale %s, seconds %s."
                    .formatted(options.scale(), options.seconds()));
  }

  private static List<List<String>> rows(Part part, List<Figures> all, List<String> columns) {
    Set<String> names = new LinkedHashSet<>();
    all.forEach(one -> one.all().forEach(figure -> names.add(figure.name())));
    if (all.stream().anyMatch(one -> one.error() != null)) {
      names.add("ERROR");
    }
    List<List<String>> rows = new ArrayList<>();
    for (String name : names) {
      List<String> row = new ArrayList<>();
      row.add(rows.isEmpty() ? part.letter() + " " + part.title() : "");
      row.add(name);
      for (String column : columns) {
        row.add(
            column.equals(columns.get(0)) || !all.get(0).database().isEmpty()
                ? cell(all, column, name)
                : "");
      }
      rows.add(row);
    }
    return rows;
  }

  private static String cell(List<Figures> all, String column, String name) {
    for (Figures one : all) {
      if (one.database().equals(column) || one.database().isEmpty()) {
        if (name.equals("ERROR") && one.error() != null) {
          return one.error().lines().findFirst().orElse("?");
        }
        for (Figure figure : one.all()) {
          if (figure.name().equals(name)) {
            return figure.shown();
          }
        }
      }
    }
    return "–";
  }

  private static String markdown(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      List<String> escaped = rows.get(i).stream().map(one -> one.replace("|", "\\|")).toList();
      text.append("| ").append(String.join(" | ", escaped)).append(" |\n");
      if (i == 0) {
        text.append("|---|---|").append("--:|".repeat(rows.get(0).size() - 2)).append('\n');
      }
    }
    return text.toString();
  }

  private static String aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        String gap = " ".repeat(widths[i] - row.get(i).length());
        text.append(i < 2 ? row.get(i) + gap : gap + row.get(i)).append("  ");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
