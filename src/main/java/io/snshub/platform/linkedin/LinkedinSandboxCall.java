package io.snshub.platform.linkedin;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A call as Rest.li understands it: a tunnelled query is put back, parameters are read. */
final class LinkedinSandboxCall {
  private static final String BAD_QUERY = "Invalid query parameters passed to request";

  /** A key that is not encoded; a key with parts, in parentheses, holds colons of its own. */
  private static final Pattern PLAIN_URN = Pattern.compile("/[^/(]*:");

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

  private final Call call;
  private final Map<String, Object> query;
  private final String body;

  private LinkedinSandboxCall(Call call, Map<String, Object> query, String body) {
    this.call = call;
    this.query = query;
    this.body = body;
  }

  /** Returns the HTTP method that is meant: a POST may stand for another one. */
  static String methodOf(Call call) {
    String meant = call.header("X-HTTP-Method-Override");
    return call.method().equals("POST") && meant != null
        ? meant.toUpperCase(Locale.ROOT)
        : call.method();
  }

  /** Reads a call or refuses it. */
  static LinkedinSandboxCall read(Call call) {
    String query = call.rawQuery() == null ? "" : call.rawQuery();
    String body = call.body().toString(StandardCharsets.UTF_8);
    String type = String.valueOf(call.header("Content-Type")).toLowerCase(Locale.ROOT);
    if (call.header("X-HTTP-Method-Override") != null) {
      if (type.startsWith("application/x-www-form-urlencoded")) {
        query = body.strip();
        body = "";
      } else if (type.startsWith("multipart/mixed")) {
        String[] parts = parts(body, String.valueOf(call.header("Content-Type")));
        query = parts[0];
        body = parts[1];
      }
    }
    boolean strict = "2.0.0".equals(call.header("X-RestLi-Protocol-Version"));
    if (strict && PLAIN_URN.matcher(call.path()).find()) {
      throw LinkedinSandboxRefusals.unreadable("Syntax exception in path variables");
    }
    try {
      return new LinkedinSandboxCall(call, LinkedinSandboxParams.query(query, strict), body);
    } catch (LinkedinSandboxParams.Malformed e) {
      throw LinkedinSandboxRefusals.unreadable(BAD_QUERY);
    }
  }

  /** Returns query and entity of a tunnelled call with a body. */
  private static String[] parts(String body, String type) {
    Matcher boundary = BOUNDARY.matcher(type);
    String[] found = {"", ""};
    if (!boundary.find()) {
      return found;
    }
    for (String part : body.split("(?:\r?\n)?--" + Pattern.quote(boundary.group(1)))) {
      String[] halves = part.split("\r?\n\r?\n", 2);
      if (halves.length == 2) {
        boolean form = halves[0].toLowerCase(Locale.ROOT).contains("x-www-form-urlencoded");
        found[form ? 0 : 1] = halves[1].strip();
      }
    }
    return found;
  }

  Call call() {
    return call;
  }

  /** Returns a part of the path. */
  String key(String name) {
    return call.param(name);
  }

  /** Returns the end of the path, a key with parts such as {@code (entity:…)}. */
  Object complexKey() {
    String path = call.path().replaceAll("/$", "");
    try {
      return LinkedinSandboxParams.value(path.substring(path.lastIndexOf('/') + 1));
    } catch (LinkedinSandboxParams.Malformed e) {
      throw LinkedinSandboxRefusals.unreadable("Syntax exception in path variables");
    }
  }

  boolean has(String name) {
    return query.containsKey(name);
  }

  /** Returns a parameter as it was read, or null. */
  @Nullable Object get(String name) {
    return query.get(name);
  }

  /** Returns a text parameter, or null. */
  @Nullable String text(String name) {
    return query.get(name) instanceof String text ? text : null;
  }

  /** Returns a parameter that has to be there as a text. */
  String required(String name) {
    String value = text(name);
    if (value == null || value.isEmpty()) {
      throw LinkedinSandboxRefusals.unreadable(BAD_QUERY);
    }
    return value;
  }

  /** Returns a list parameter; empty when it is not there. */
  List<String> texts(String name) {
    Object value = query.get(name);
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    if (value != null) {
      throw LinkedinSandboxRefusals.unreadable(BAD_QUERY);
    }
    return List.of();
  }

  /** Returns a number parameter within bounds. */
  int number(String name, int usual, int most) {
    String value = text(name);
    if (value == null) {
      return usual;
    }
    if (!value.matches("\\d{1,6}")) {
      throw LinkedinSandboxRefusals.unreadable(BAD_QUERY);
    }
    return Math.min(Integer.parseInt(value), most);
  }

  /** The Rest.li method that the header names, or null. */
  @Nullable String restliMethod() {
    String method = call.header("X-RestLi-Method");
    return method == null ? null : method.toUpperCase(Locale.ROOT);
  }

  /** Returns the entity of the call, or refuses it. */
  JsonObject entity() {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw new RefusedCall(LinkedinSandboxDialect.error(400, null, "Cannot parse request entity"));
    }
  }

  /** Returns an entity below a name of the body, or refuses the call. */
  JsonObject entity(String name) {
    if (entity().getValue(name) instanceof JsonObject found) {
      return found;
    }
    throw LinkedinSandboxRefusals.unreadable(
        "Parameter '" + name + "' is required but was not found in the request");
  }

  static RefusedCall badQuery() {
    return LinkedinSandboxRefusals.unreadable(BAD_QUERY);
  }
}
