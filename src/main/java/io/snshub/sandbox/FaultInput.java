package io.snshub.sandbox;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a fault from JSON and says precisely what is wrong with it. */
final class FaultInput {
  private static final Set<String> FIELDS =
      Set.of(
          "platform",
          "operation",
          "kind",
          "times",
          "ms",
          "code",
          "body",
          "retry_after",
          "bytes",
          "content_type",
          "location",
          "endless");
  private static final long LONGEST_MS = 3_600_000;
  private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]{1,2000}");

  private final JsonObject json;
  private final Map<String, String> prefixByName;

  /** Takes the platforms' prefixes by every name they have. */
  FaultInput(JsonObject json, Map<String, String> prefixByName) {
    this.json = json;
    this.prefixByName = prefixByName;
  }

  Fault read() {
    for (String field : json.fieldNames()) {
      if (!FIELDS.contains(field)) {
        throw new BadInput(field + ": unknown field, allowed: " + new TreeSet<>(FIELDS));
      }
    }
    FaultKind kind = kind();
    boolean cut = kind == FaultKind.CUT_AFTER;
    return new Fault(
        0,
        platform(),
        operation(),
        kind,
        (int) number("times", 0L, 0, Integer.MAX_VALUE),
        number("ms", kind.timed() ? null : Long.valueOf(0), 0, LONGEST_MS),
        (int) number("code", code(kind), 200, 599),
        json.getValue("body"),
        number("retry_after", 60L, 0, 86_400),
        (int) number("bytes", cut ? null : Long.valueOf(0), 0, Integer.MAX_VALUE),
        disguise());
  }

  /** Returns the status of a fault that names none, or null when it must name one. */
  private static @Nullable Long code(FaultKind kind) {
    if (kind.garbling()) {
      return 200L;
    }
    return kind == FaultKind.STATUS ? null : Long.valueOf(0);
  }

  private Fault.Disguise disguise() {
    String type = headerValue("content_type");
    Object endless = json.getValue("endless");
    if (endless != null && !(endless instanceof Boolean)) {
      throw new BadInput("endless: must be true or false");
    }
    return new Fault.Disguise(
        type == null ? "application/json" : type,
        headerValue("location"),
        Boolean.TRUE.equals(endless));
  }

  private @Nullable String headerValue(String field) {
    String value = word(field);
    if (value != null && !HEADER_VALUE.matcher(value).matches()) {
      throw new BadInput(field + ": must be 1 to 2000 characters of printable ASCII");
    }
    return value;
  }

  private FaultKind kind() {
    String word = word("kind");
    for (FaultKind kind : FaultKind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new BadInput("kind: must be one of " + FaultKind.words());
  }

  private @Nullable String platform() {
    String word = word("platform");
    if (word == null || word.equals("any")) {
      return null;
    }
    return prefix(word, prefixByName);
  }

  /** Returns the prefix of a platform's name. */
  static String prefix(String name, Map<String, String> prefixByName) {
    String prefix = prefixByName.get(name.toLowerCase(Locale.ROOT));
    if (prefix == null) {
      throw new BadInput("platform: must be one of any, " + String.join(", ", names(prefixByName)));
    }
    return prefix;
  }

  private static Set<String> names(Map<String, String> prefixByName) {
    return new TreeSet<>(prefixByName.values());
  }

  private @Nullable Operation operation() {
    String word = word("operation");
    if (word == null || word.equals("any")) {
      return null;
    }
    for (Operation operation : Operation.values()) {
      if (operation.word().equals(word)) {
        return operation;
      }
    }
    throw new BadInput(
        "operation: must be one of any, "
            + Arrays.stream(Operation.values())
                .map(Operation::word)
                .collect(Collectors.joining(", ")));
  }

  private @Nullable String word(String field) {
    Object value = json.getValue(field);
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      return text;
    }
    throw new BadInput(field + ": must be a text");
  }

  private long number(String field, @Nullable Long absent, long least, long most) {
    Object value = json.getValue(field);
    if (value == null && absent != null) {
      return absent;
    }
    if (value instanceof Number n
        && n.doubleValue() == n.longValue()
        && n.longValue() >= least
        && n.longValue() <= most) {
      return n.longValue();
    }
    throw new BadInput(field + ": must be a whole number from " + least + " to " + most);
  }
}
