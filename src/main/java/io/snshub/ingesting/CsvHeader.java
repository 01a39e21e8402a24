package io.snshub.ingesting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.snshub.call.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The columns of a CSV file and how their cells become a request. Immutable. */
final class CsvHeader {
  private enum Kind {
    TEXT,
    TEXTS,
    NUMBERS,
    FLAG,
    OBJECT
  }

  private static final Map<String, Kind> KINDS =
      Map.of(
          "content", Kind.TEXT,
          "platforms", Kind.TEXTS,
          "media_urls", Kind.TEXTS,
          "media_ids", Kind.NUMBERS,
          "scheduled_at", Kind.TEXT,
          "draft", Kind.FLAG,
          "on_failure", Kind.TEXT,
          "accounts", Kind.OBJECT,
          "overrides", Kind.OBJECT);
  private static final int MOST_NAMED = 5;

  private final List<String> columns;

  private CsvHeader(List<String> columns) {
    this.columns = columns;
  }

  /** Returns the names that a column may have. */
  static Set<String> names() {
    return KINDS.keySet();
  }

  /**
   * Reads a header.
   *
   * @throws UnreadableFileException when a column is unknown, missing or there twice
   */
  static CsvHeader of(List<String> cells) throws UnreadableFileException {
    List<String> names = cells.stream().map(String::strip).toList();
    String known = String.join(", ", new TreeMap<>(KINDS).keySet());
    List<String> unknown = names.stream().filter(name -> !KINDS.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      String hint =
          names.size() == 1 && names.get(0).matches(".*[;\\t].*")
              ? "; columns are separated by commas"
              : "";
      throw new UnreadableFileException(
          "the header names unknown columns: %s%s; allowed: %s"
              .formatted(quoted(unknown), hint, known));
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new UnreadableFileException("the header names the column " + name + " twice");
      }
    }
    for (String needed : List.of("content", "platforms")) {
      if (!seen.contains(needed)) {
        throw new UnreadableFileException(
            "the header lacks the column %s; allowed: %s".formatted(needed, known));
      }
    }
    return new CsvHeader(names);
  }

  int size() {
    return columns.size();
  }

  /** Makes a request of a record with as many cells as there are columns. */
  CsvRequest request(String[] cells, ObjectMapper json) {
    ObjectNode request = json.createObjectNode();
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      String column = columns.get(i);
      // an empty cell is a field left out; an empty text is told to be blank
      if (!cells[i].isEmpty() || column.equals("content")) {
        put(request, column, cells[i], json, errors);
      }
    }
    return CsvRequest.of(request, errors, json);
  }

  private static void put(
      ObjectNode request, String column, String cell, ObjectMapper json, List<FieldError> errors) {
    switch (KINDS.getOrDefault(column, Kind.TEXT)) {
      case TEXT -> request.put(column, cell);
      case TEXTS -> parts(cell).forEach(request.putArray(column)::add);
      case NUMBERS -> numbers(request, column, cell, errors);
      case FLAG -> flag(request, column, cell.strip(), errors);
      case OBJECT -> object(request, column, cell, json, errors);
    }
  }

  private static List<String> parts(String cell) {
    return List.of(cell.split("\\|", -1)).stream().map(String::strip).toList();
  }

  private static void numbers(
      ObjectNode request, String column, String cell, List<FieldError> errors) {
    for (String part : parts(cell)) {
      try {
        request.withArrayProperty(column).add(Long.parseLong(part));
      } catch (NumberFormatException e) {
        errors.add(new FieldError(column, "must be whole numbers, separated by |"));
        return;
      }
    }
  }

  private static void flag(
      ObjectNode request, String column, String cell, List<FieldError> errors) {
    if (cell.equals("true") || cell.equals("false")) {
      request.put(column, cell.equals("true"));
    } else {
      errors.add(new FieldError(column, "must be true or false"));
    }
  }

  private static void object(
      ObjectNode request, String column, String cell, ObjectMapper json, List<FieldError> errors) {
    try {
      JsonNode value = json.readTree(cell);
      if (value.isObject()) {
        request.set(column, value);
        return;
      }
    } catch (JsonProcessingException e) {
      // told below, like any other cell that holds no object
    }
    errors.add(new FieldError(column, "must be a JSON object"));
  }

  private static String quoted(List<String> names) {
    List<String> first =
        names.stream()
            .limit(MOST_NAMED)
            .map(name -> "'" + (name.length() <= 40 ? name : name.substring(0, 40) + "…") + "'")
            .toList();
    String more = names.size() > MOST_NAMED ? " and %d more".formatted(names.size() - 5) : "";
    return String.join(", ", first) + more;
  }
}
