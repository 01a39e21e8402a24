package io.snshub.platform.twitter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What one part of a body has to look like, and how X says that it doesn't. */
interface TwitterSandboxShape {
  /** Stands for a JSON null, which is no value of any shape. */
  Object MISSING = new Object();

  void check(String path, Object value, List<String> wrong);

  static TwitterSandboxShape flag() {
    return (path, value, wrong) -> expect(value instanceof Boolean, path, value, "boolean", wrong);
  }

  static TwitterSandboxShape object(Map<String, TwitterSandboxShape> keys, String... required) {
    return (path, value, wrong) -> {
      if (!expect(value instanceof JsonObject, path, value, "object", wrong)) {
        return;
      }
      JsonObject object = (JsonObject) value;
      for (String name : required) {
        if (!object.containsKey(name)) {
          wrong.add(path + "." + name + ": is missing but it is required");
        }
      }
      // in a fixed order, so that the same body is refused in the same words
      for (Map.Entry<String, Object> entry : new TreeMap<>(object.getMap()).entrySet()) {
        String where = path + "." + entry.getKey();
        TwitterSandboxShape shape = keys.get(entry.getKey());
        if (shape == null) {
          wrong.add(
              where
                  + ": is not defined in the schema and the schema does not allow additional"
                  + " properties");
        } else {
          shape.check(where, plain(entry.getValue()), wrong);
        }
      }
    };
  }

  static TwitterSandboxShape list(int least, int most, TwitterSandboxShape item) {
    return (path, value, wrong) -> {
      if (!expect(value instanceof JsonArray, path, value, "array", wrong)) {
        return;
      }
      JsonArray list = (JsonArray) value;
      if (list.size() < least) {
        wrong.add(path + ": there must be a minimum of " + least + " items in the array");
      }
      if (list.size() > most) {
        wrong.add(path + ": there must be a maximum of " + most + " items in the array");
      }
      for (int i = 0; i < list.size(); i++) {
        item.check(path + "[" + i + "]", plain(list.getValue(i)), wrong);
      }
    };
  }

  static TwitterSandboxShape text(int least, int most) {
    return (path, value, wrong) -> {
      if (expect(value instanceof String, path, value, "string", wrong)) {
        int length = ((String) value).codePointCount(0, ((String) value).length());
        if (length < least) {
          wrong.add(path + ": must be at least " + least + " characters long");
        }
        if (length > most) {
          wrong.add(path + ": may only be " + most + " characters long");
        }
      }
    };
  }

  static TwitterSandboxShape pattern(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return (path, value, wrong) -> {
      if (expect(value instanceof String, path, value, "string", wrong)
          && !pattern.matcher((String) value).matches()) {
        wrong.add(path + ": does not match the regex pattern " + regex);
      }
    };
  }

  static TwitterSandboxShape number(int least, int most) {
    return (path, value, wrong) -> {
      boolean whole = value instanceof Integer || value instanceof Long;
      if (expect(whole, path, value, "integer", wrong)) {
        long number = ((Number) value).longValue();
        if (number < least) {
          wrong.add(path + ": must have a minimum value of " + least);
        }
        if (number > most) {
          wrong.add(path + ": must have a maximum value of " + most);
        }
      }
    };
  }

  static TwitterSandboxShape oneOf(String... values) {
    Set<String> allowed = Set.of(values);
    return (path, value, wrong) -> {
      if (!(value instanceof String text) || !allowed.contains(text)) {
        wrong.add(
            path
                + ": does not have a value in the enumeration ["
                + String.join(", ", values)
                + "]");
      }
    };
  }

  private static boolean expect(
      boolean right, String path, Object value, String expected, List<String> wrong) {
    if (!right) {
      wrong.add(path + ": " + kind(value) + " found, " + expected + " expected");
    }
    return right;
  }

  private static String kind(Object value) {
    if (value == MISSING) {
      return "null";
    }
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof JsonObject) {
      return "object";
    }
    if (value instanceof JsonArray) {
      return "array";
    }
    return value instanceof Integer || value instanceof Long ? "integer" : "number";
  }

  /** Returns a value as the shapes know it, whatever the JSON library keeps it in. */
  @SuppressWarnings("unchecked")
  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject((Map<String, Object>) map);
    }
    if (value instanceof List<?> list) {
      return new JsonArray((List<Object>) list);
    }
    return value == null ? MISSING : value;
  }
}
