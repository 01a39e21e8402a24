package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Graph API's field expansion: {@code id,message,attachments{target{id}},
 * comments.limit(0).summary(true)}. An answer holds what was asked for, and the id.
 */
final class FacebookSandboxFields {

  /** One field that was asked for, with its modifiers and the fields within it. */
  record Field(String name, Map<String, String> args, List<Field> within) {
    /** Returns a modifier as a number. */
    int number(String arg, int absent) {
      String text = args.get(arg);
      return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : absent;
    }

    boolean summary() {
      return args.containsKey("summary") && !args.get("summary").matches("false|0");
    }
  }

  /** Something with fields. */
  interface Node {
    /** Returns what kind of node this is, for messages. */
    String type();

    /** Returns the names of all its fields, also of those without a value now. */
    Set<String> known();

    /** Returns the fields that come when none are named. */
    List<String> usual();

    /** Returns a field's value, or null. */
    @Nullable Object value(Field field);
  }

  private final String text;
  private int at;

  private FacebookSandboxFields(String text) {
    this.text = text;
  }

  /** Returns what the call asked of a node. */
  static JsonObject select(Call call, Node node) {
    return select(call.input("fields"), node);
  }

  static JsonObject select(@Nullable String fields, Node node) {
    boolean named = fields != null && !fields.isBlank();
    List<Field> asked = parse(named ? fields : String.join(",", node.usual()));
    JsonObject found = new JsonObject();
    for (Field field : asked) {
      if (!node.known().contains(field.name())) {
        throw FacebookSandboxAnswers.parameter(
            "Tried accessing nonexisting field (%s) on node type (%s)"
                .formatted(field.name(), node.type()));
      }
      Object value = node.value(field);
      if (value != null && !value.equals("")) {
        found.put(field.name(), within(value, field.within()));
      }
    }
    Object id = node.value(new Field("id", Map.of(), List.of()));
    return found.containsKey("id") ? found : found.put("id", id);
  }

  static List<Field> parse(String fields) {
    String plain = fields.strip().replaceFirst("^\\[", "").replaceFirst("]$", "");
    return new FacebookSandboxFields(plain.replace("\"", "").replace(" ", "")).list();
  }

  private static Object within(Object value, List<Field> wanted) {
    if (wanted.isEmpty()) {
      return value;
    }
    if (value instanceof JsonArray array) {
      JsonArray some = new JsonArray();
      array.forEach(item -> some.add(within(item, wanted)));
      return some;
    }
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    if (object.getValue("data") instanceof JsonArray data) {
      return object.copy().put("data", within(data, wanted));
    }
    JsonObject some = new JsonObject();
    for (Field field : wanted) {
      Object inner = object.getValue(field.name());
      if (inner != null) {
        some.put(field.name(), within(inner, field.within()));
      }
    }
    return object.containsKey("id") ? some.put("id", object.getValue("id")) : some;
  }

  private List<Field> list() {
    List<Field> fields = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != '}') {
      String name = word();
      Map<String, String> args = new HashMap<>();
      List<Field> inner = List.of();
      while (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == '{')) {
        if (text.charAt(at++) == '{') {
          inner = list();
          at++;
        } else {
          String arg = word();
          args.put(arg, argument());
        }
      }
      if (!name.isEmpty()) {
        fields.add(new Field(name, args, inner));
      }
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      } else if (at < text.length() && text.charAt(at) != '}') {
        throw FacebookSandboxAnswers.refused(
            2500, 0, "Syntax error \"Unexpected character.\" at character " + at + ": " + text);
      }
    }
    return fields;
  }

  private String word() {
    int from = at;
    while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || isLow())) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean isLow() {
    return text.charAt(at) == '_';
  }

  private String argument() {
    if (at >= text.length() || text.charAt(at) != '(') {
      return "";
    }
    int end = text.indexOf(')', at);
    int close = end < 0 ? text.length() : end;
    String inside = text.substring(at + 1, close);
    at = Math.min(text.length(), close + 1);
    return inside;
  }
}
