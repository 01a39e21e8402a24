package io.snshub.platform;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something that {@code overrides} may set for one platform.
 *
 * @param name its name in the request, snake_case
 * @param kind what it is written as
 * @param values the texts that are allowed; empty for any
 * @param meaning what it does, for the documentation
 */
public record Option(String name, Kind kind, Set<String> values, String meaning) {

  /** How an option is written in JSON. */
  public enum Kind {
    TEXT("a text"),
    FLAG("true or false"),
    NUMBER("a number"),
    TEXTS("a list of texts"),
    OBJECT("an object"),
    OBJECTS("a list of objects");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Returns it as a person says it. */
    public String words() {
      return words;
    }
  }

  /** A text, one of the given if any are. */
  public static Option text(String name, String meaning, String... values) {
    return new Option(name, Kind.TEXT, Set.of(values), meaning);
  }

  /** True or false. */
  public static Option flag(String name, String meaning) {
    return new Option(name, Kind.FLAG, Set.of(), meaning);
  }

  /** A number. */
  public static Option number(String name, String meaning) {
    return new Option(name, Kind.NUMBER, Set.of(), meaning);
  }

  /** A list of texts. */
  public static Option texts(String name, String meaning) {
    return new Option(name, Kind.TEXTS, Set.of(), meaning);
  }

  /** An object. */
  public static Option object(String name, String meaning) {
    return new Option(name, Kind.OBJECT, Set.of(), meaning);
  }

  /** A list of objects. */
  public static Option objects(String name, String meaning) {
    return new Option(name, Kind.OBJECTS, Set.of(), meaning);
  }

  /** Returns what is wrong with a value, or null. */
  public @Nullable String problem(Object value) {
    boolean fits =
        switch (kind) {
          case TEXT -> value instanceof String;
          case FLAG -> value instanceof Boolean;
          case NUMBER -> value instanceof Number;
          case OBJECT -> value instanceof Map;
          case TEXTS -> all(value, String.class);
          case OBJECTS -> all(value, Map.class);
        };
    if (!fits) {
      return "is not " + kind.words();
    }
    if (!values.isEmpty() && !values.contains(value)) {
      return "is none of " + String.join(", ", new TreeSet<>(values));
    }
    return null;
  }

  private static boolean all(Object value, Class<?> type) {
    return value instanceof List<?> list && list.stream().allMatch(type::isInstance);
  }
}
