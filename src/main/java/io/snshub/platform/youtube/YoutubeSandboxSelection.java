package io.snshub.platform.youtube;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A partial answer: {@code fields=items(id,snippet/title),nextPageToken}. */
final class YoutubeSandboxSelection {
  private final String text;
  private int at;

  private YoutubeSandboxSelection(String text) {
    this.text = text;
  }

  /** What is wanted below a name; nothing named means all of it. */
  private record Node(Map<String, Node> below) {
    Node() {
      this(new LinkedHashMap<>());
    }
  }

  /** Returns the part of an answer that is asked for. */
  static JsonObject of(@Nullable String fields, JsonObject whole) {
    if (fields == null || fields.isBlank() || fields.equals("*")) {
      return whole;
    }
    YoutubeSandboxSelection parser = new YoutubeSandboxSelection(fields.replace(" ", ""));
    Node wanted = new Node();
    parser.list(wanted);
    if (parser.at < parser.text.length()) {
      throw invalid(fields);
    }
    return (JsonObject) pick(whole, wanted);
  }

  private void list(Node into) {
    do {
      path(into);
    } while (eat(','));
  }

  private void path(Node into) {
    Node node = into;
    do {
      String name = name();
      node = node.below().computeIfAbsent(name, key -> new Node());
    } while (eat('/'));
    if (eat('(')) {
      list(node);
      if (!eat(')')) {
        throw invalid(text);
      }
    }
  }

  private String name() {
    int from = at;
    while (at < text.length() && ",/()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (from == at) {
      throw invalid(text);
    }
    return text.substring(from, at);
  }

  private boolean eat(char sign) {
    boolean there = at < text.length() && text.charAt(at) == sign;
    at += there ? 1 : 0;
    return there;
  }

  private static Object pick(Object value, Node wanted) {
    if (wanted.below().isEmpty() || wanted.below().containsKey("*")) {
      return value;
    }
    if (value instanceof JsonArray array) {
      JsonArray picked = new JsonArray();
      array.forEach(one -> picked.add(pick(one, wanted)));
      return picked;
    }
    if (!(value instanceof JsonObject object)) {
      return value;
    }
    JsonObject picked = new JsonObject();
    for (String name : object.fieldNames()) {
      Node node = wanted.below().get(name);
      if (node != null) {
        picked.put(name, pick(object.getValue(name), node));
      }
    }
    return picked;
  }

  private static RuntimeException invalid(String fields) {
    return YoutubeSandboxDialect.refused(
        400, "global", "invalidParameter", "Invalid field selection " + fields, "fields");
  }
}
