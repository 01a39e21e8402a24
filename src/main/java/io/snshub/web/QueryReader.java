package io.snshub.web;

import io.snshub.call.FieldError;
import io.snshub.call.Problems;
import io.snshub.web.Operation.QueryParameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query string against an operation's declarations: an undeclared name, a repetition or a
 * value of the wrong type is refused, all at once, by name.
 */
final class QueryReader {
  private static final int LONGEST_VALUE = 2_000;

  private QueryReader() {}

  static Map<String, List<String>> read(@Nullable String query, Operation operation) {
    if ((query == null || query.isEmpty()) && operation.query().isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> given = split(query);
    List<FieldError> errors = new ArrayList<>();
    Map<String, List<String>> read = new LinkedHashMap<>();
    for (String name : given.keySet()) {
      if (operation.query().stream().noneMatch(known -> known.name().equals(name))) {
        errors.add(new FieldError(name, "unknown parameter; allowed: " + allowed(operation)));
      }
    }
    for (QueryParameter declared : operation.query()) {
      List<String> values = given.get(declared.name());
      if (values == null) {
        if (declared.required()) {
          errors.add(new FieldError(declared.name(), "is missing"));
        }
        continue;
      }
      List<String> items = items(declared, values);
      String wrong = check(declared, values, items);
      if (wrong == null) {
        read.put(declared.name(), List.copyOf(items));
      } else {
        errors.add(new FieldError(declared.name(), wrong));
      }
    }
    if (!errors.isEmpty()) {
      throw Problems.validation(errors);
    }
    return Map.copyOf(read);
  }

  private static String allowed(Operation operation) {
    return operation.query().isEmpty()
        ? "none"
        : operation.query().stream().map(QueryParameter::name).collect(Collectors.joining(", "));
  }

  private static List<String> items(QueryParameter declared, List<String> values) {
    if (!declared.type().equals("array")) {
      return values;
    }
    return values.stream().flatMap(value -> Arrays.stream(value.split(","))).toList();
  }

  private static @Nullable String check(
      QueryParameter declared, List<String> values, List<String> items) {
    if (values.size() > 1 && !declared.type().equals("array")) {
      return "is given more than once";
    }
    for (String item : items) {
      String wrong = item.length() > LONGEST_VALUE ? "is too long" : check(declared, item);
      if (item.indexOf('\0') >= 0) {
        // no database keeps it
        wrong = "must not hold the character NUL";
      }
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private static @Nullable String check(QueryParameter declared, String value) {
    if (!declared.values().isEmpty() && !declared.values().contains(value)) {
      return "must be one of " + String.join(", ", declared.values());
    }
    if (declared.type().equals("integer")) {
      return checkNumber(declared.name(), value);
    }
    if (declared.type().equals("boolean") && !value.equals("true") && !value.equals("false")) {
      return "must be true or false";
    }
    if ("date-time".equals(declared.format())) {
      try {
        StrictInstants.parse(value);
      } catch (DateTimeException e) {
        return "must be a time such as 2026-01-31T12:00:00Z";
      }
    }
    return null;
  }

  private static @Nullable String checkNumber(String name, String value) {
    long number;
    try {
      number = Long.parseLong(value);
    } catch (NumberFormatException e) {
      return "must be a whole number";
    }
    if (name.equals("limit") && (number < 1 || number > 100)) {
      return "must lie between 1 and 100";
    }
    return name.equals("offset") && number < 0 ? "must not be negative" : null;
  }

  private static Map<String, List<String>> split(@Nullable String query) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return given;
    }
    for (String pair : query.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      given.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
    return given;
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problems.badRequest("bad_request", "the query holds a broken % escape");
    }
  }
}
