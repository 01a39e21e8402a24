package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a call brings, by the rules of the description. */
final class PinterestSandboxInput {
  static final Pattern ID = Pattern.compile("\\d+");

  private PinterestSandboxInput() {}

  static JsonObject body(Call call) {
    JsonObject body = call.json();
    if (body == null) {
      throw PinterestSandboxDialect.invalid("the body is not a JSON object");
    }
    return body;
  }

  /** Returns a text field or null; counts characters as code points. */
  static @Nullable String text(JsonObject body, String field, int longest) {
    Object value = body.getValue(field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String text)) {
      throw PinterestSandboxDialect.invalid(quoted(value) + " is not of type 'string'");
    }
    if (text.codePointCount(0, text.length()) > longest) {
      throw PinterestSandboxDialect.invalid(
          quoted(text) + " is too long, constraint: maxLength=" + longest);
    }
    return text;
  }

  /** Returns an id field or null. */
  static @Nullable String id(JsonObject body, String field) {
    String value = text(body, field, 100);
    if (value != null && !ID.matcher(value).matches()) {
      throw PinterestSandboxDialect.invalid(quoted(value) + " does not match '^\\\\d+$'");
    }
    return value;
  }

  static boolean flag(JsonObject body, String field, boolean usual) {
    Object value = body.getValue(field);
    if (value == null) {
      return usual;
    }
    if (!(value instanceof Boolean flag)) {
      throw PinterestSandboxDialect.invalid(quoted(value) + " is not of type 'boolean'");
    }
    return flag;
  }

  static String required(JsonObject body, String field, int longest) {
    String value = text(body, field, longest);
    if (value == null) {
      throw PinterestSandboxDialect.invalid("'" + field + "' is a required property");
    }
    return value;
  }

  static String oneOf(String value, Set<String> allowed) {
    if (!allowed.contains(value)) {
      throw PinterestSandboxDialect.invalid(quoted(value) + " is not one of " + allowed);
    }
    return value;
  }

  /** Returns an id of the path; Pinterest names the parameter. */
  static String pathId(Call call, String param, String name) {
    String value = call.param(param);
    if (!ID.matcher(value).matches()) {
      throw PinterestSandboxDialect.invalid(
          "'%s' value '%s' must match the pattern: ^\\d+$".formatted(name, value));
    }
    return value;
  }

  /** Returns a list of the query, given with commas, or repeated, or both. */
  static List<String> list(Call call, String name) {
    List<String> found = new ArrayList<>();
    for (String value : call.queries(name)) {
      if (!value.isEmpty()) {
        found.addAll(List.of(value.split(",")));
      }
    }
    return found;
  }

  static List<JsonObject> objects(JsonObject body, String field, int least, int most) {
    if (!(body.getValue(field) instanceof JsonArray given)) {
      throw PinterestSandboxDialect.invalid("'" + field + "' is a required property");
    }
    if (given.size() < least || given.size() > most) {
      String rule = given.size() < least ? "minItems=" + least : "maxItems=" + most;
      throw PinterestSandboxDialect.invalid(
          "'%s' has %d items, constraint: %s".formatted(field, given.size(), rule));
    }
    List<JsonObject> objects = new ArrayList<>();
    for (Object one : given) {
      if (!(one instanceof JsonObject object)) {
        throw PinterestSandboxDialect.invalid(quoted(one) + " is not of type 'object'");
      }
      objects.add(object);
    }
    return objects;
  }

  private static String quoted(Object value) {
    String shown = String.valueOf(value);
    return "'" + (shown.length() > 60 ? shown.substring(0, 60) + "..." : shown) + "'";
  }
}
