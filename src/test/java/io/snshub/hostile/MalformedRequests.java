package io.snshub.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes hostile requests out of an OpenAPI document: of every operation, every parameter and every
 * field of its body, each spoilt in all the ways of {@link HostileValues}; plus what is wrong with
 * the whole request rather than with a part of it. The same seed gives the same requests.
 */
final class MalformedRequests {
  /** An object that nobody has, so that nobody's is harmed. */
  private static final String NOBODYS = "999999999999";

  private static final String HOLE = "@hole@";

  private final List<Described> operations;
  private final Function<Described, String> keys;
  private final Function<Described, @Nullable String> objects;
  private final Random random;
  private final List<Malformed> made = new ArrayList<>();

  /**
   * Requests of somebody's.
   *
   * @param keys the API key to use for an operation
   * @param objects the id of an object that an operation may spoil; null for none
   */
  MalformedRequests(
      List<Described> operations,
      Function<Described, String> keys,
      Function<Described, @Nullable String> objects,
      long seed) {
    this.operations = operations;
    this.keys = keys;
    this.objects = objects;
    this.random = new Random(seed);
  }

  List<Malformed> all() {
    for (Described operation : operations) {
      paths(operation);
      queries(operation);
      headers(operation);
      methods(operation);
      if (operation.body() != null) {
        fields(operation, operation.body());
        bodies(operation);
      } else if (!operation.method().equals("GET")) {
        some(6, HostileValues.BODIES).forEach(body -> json(operation, "a body", body));
      }
      if (operation.form()) {
        forms(operation);
      }
      protocol(operation);
    }
    Collections.shuffle(made, random);
    return made;
  }

  private List<String> some(int many, List<String> of) {
    List<String> copy = new ArrayList<>(of);
    Collections.shuffle(copy, random);
    return copy.subList(0, Math.min(many, copy.size()));
  }

  // what is asked for

  private void paths(Described operation) {
    if (operation.path().contains("{")) {
      for (String value : HostileValues.PATH) {
        plain(operation, "id " + brief(value), operation.path(value));
      }
    }
    String path = operation.path(NOBODYS);
    List<String> tricks =
        List.of(
            "/" + path,
            path + "/",
            path + "//",
            path + "/..",
            path + "/.",
            path + "/%2e%2e/%2e%2e",
            path + ";a=b",
            path + "%00",
            path + "%2f",
            path + ".json",
            path + "\\..\\x",
            path + "#x",
            path + "?",
            path + "??&&==",
            path.replace("/sns", "/./sns"),
            path.replace("/sns", "/x/../sns"),
            path.replace("/sns", "//sns"),
            path.replace("/sns", "/%73ns"),
            path.replace("/sns", ";x/sns"),
            path.replace("/api", "/API"),
            path.replace("/api", "/api%2Fsns"),
            "http://evil.example" + path,
            "http://" + path,
            "/../../../.." + path);
    some(12, tricks).forEach(trick -> plain(operation, "path " + brief(trick), trick));
  }

  private void queries(Described operation) {
    String path = operation.path(NOBODYS) + "?";
    for (JsonNode parameter : operation.in("query")) {
      String name = parameter.path("name").asText();
      for (String value : HostileValues.QUERY) {
        plain(operation, name + " is " + brief(value), path + name + "=" + value);
      }
      plain(operation, name + " twice", path + name + "=1&" + name + "=2");
      plain(operation, name + " bare", path + name);
      plain(operation, name + " as a list", path + name + "[]=1&" + name + "[0]=1");
    }
    List<String> strangers =
        List.of(
            "CamelHttpUri=http://127.0.0.1:1/",
            "Long-Running-Action=x",
            "kafka.OVERRIDE_TOPIC=x",
            "_method=DELETE",
            "class.module.classLoader=x",
            "access_token=x",
            "%00=1",
            "%zz=1",
            "a=%u0041",
            "&&&",
            "=",
            "a".repeat(3_000) + "=1",
            "x=1&".repeat(1_500));
    some(4, strangers).forEach(one -> plain(operation, "query " + brief(one), path + one));
  }

  private void headers(Described operation) {
    for (String line : some(22, HostileValues.HEADERS)) {
      String body = valid(operation);
      add(operation, "header " + brief(line), request(operation, body, line + "\r\n"));
    }
  }

  private void methods(Described operation) {
    List<String> methods =
        List.of(
            "HEAD",
            "OPTIONS",
            "TRACE",
            "PATCH",
            "PUT",
            "CONNECT",
            "PROPFIND",
            "BREW",
            "get",
            "G E",
            "X".repeat(300),
            "GET\u0000",
            "\u00ff");
    for (String method : some(5, methods)) {
      made.add(
          new Malformed(
              operation.method() + " " + operation.path() + ": method " + brief(method),
              method + " " + operation.path(NOBODYS) + " HTTP/1.1\r\n" + head(operation) + "\r\n"));
    }
  }

  // what is in it

  private void fields(Described operation, JsonNode schema) {
    List<String> holes = new ArrayList<>();
    for (JsonNode sample : Described.samples(schema)) {
      spoil(sample, sample, holes);
    }
    for (String hole : new LinkedHashSet<>(holes)) {
      for (String value : HostileValues.JSON) {
        String body = hole.replace("\"" + HOLE + "\"", value);
        json(operation, "field " + field(hole) + " is " + brief(value), body);
      }
      String twice = "1,\"" + field(hole) + "\":2";
      json(operation, "field " + field(hole) + " twice", hole.replace("\"" + HOLE + "\"", twice));
    }
    if (Described.sample("", schema) instanceof ObjectNode object) {
      for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        json(operation, "without " + name, object.deepCopy().without(name).toString());
      }
    }
  }

  /** Collects the whole text once for each place in it, with a hole at that place. */
  private static void spoil(JsonNode whole, JsonNode at, List<String> holes) {
    JsonNode hole = JsonNodeFactory.instance.textNode(HOLE);
    if (at instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        object.set(field.getKey(), hole);
        holes.add(whole.toString());
        object.set(field.getKey(), field.getValue());
        spoil(whole, field.getValue(), holes);
      }
    } else if (at instanceof ArrayNode array && !array.isEmpty()) {
      JsonNode first = array.get(0);
      array.set(0, hole);
      holes.add(whole.toString());
      array.set(0, first);
      spoil(whole, first, holes);
    }
  }

  private static String field(String hole) {
    String before = hole.substring(0, hole.indexOf(HOLE));
    String[] names = before.split("\"");
    return names.length > 1 ? names[names.length - 2] : "";
  }

  private void bodies(Described operation) {
    for (String body : HostileValues.BODIES) {
      json(operation, "body " + brief(body), body);
    }
    for (String type : HostileValues.CONTENT_TYPES) {
      String body = valid(operation);
      String line = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
      add(operation, "type " + brief(type), bare(operation, body, line));
    }
  }

  private void forms(Described operation) {
    String file =
        "Content-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n";
    List<String> bodies = new ArrayList<>();
    for (String name :
        List.of(
            "../../x.png", "\u0000.png", "a\\\"b", "C:\\x", "x".repeat(3_000), "", "=1+1.csv")) {
      bodies.add("--b\r\n" + file.formatted(name, "image/png") + "junk\r\n--b--\r\n");
    }
    for (String type : List.of("", "x", "text/html", "image/svg+xml", "application/x-php", "*/*")) {
      bodies.add("--b\r\n" + file.formatted("a.png", type) + "<svg onload=x>\r\n--b--\r\n");
    }
    String part = "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\nx\r\n";
    bodies.add("");
    bodies.add("--b");
    bodies.add("--b--");
    bodies.add("--b\r\n\r\n");
    bodies.add("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n");
    bodies.add("--b\r\nContent-Disposition\r\n\r\nx\r\n--b--\r\n");
    bodies.add("--b\r\nX: " + "y".repeat(20_000) + "\r\n\r\nx\r\n--b--\r\n");
    bodies.add(part.formatted("file"));
    bodies.add(part.formatted("file").repeat(3) + "--b--\r\n");
    bodies.add(part.formatted("p").repeat(300) + "--b--\r\n");
    bodies.add(part.formatted("") + part.formatted("\u0000") + "--b--\r\n");
    bodies.add("--B\r\n" + file.formatted("a.png", "image/png") + "x\r\n--B--\r\n");
    bodies.add("\r\n".repeat(5_000));
    for (String body : bodies) {
      String line = "Content-Type: multipart/form-data; boundary=b\r\n";
      add(operation, "form " + brief(body), bare(operation, body, line));
    }
  }

  // how it is said

  private void protocol(Described operation) {
    String line = operation.method() + " " + operation.path(NOBODYS) + " ";
    String head = head(operation);
    String json = "Content-Type: application/json\r\n";
    List<String> all =
        List.of(
            line + "HTTP/1.0\r\n\r\n",
            line + "HTTP/1.0\r\nX-API-Key: " + keys.apply(operation) + "\r\n\r\n",
            line.strip() + "\r\n\r\n",
            line + "HTTP/1.2\r\n" + head + "\r\n",
            line + "HTTP/9.9\r\n" + head + "\r\n",
            line + "HTTP/2.0\r\n" + head + "\r\n",
            line + "HTTPS/1.1\r\n" + head + "\r\n",
            line + "http/1.1\r\n" + head + "\r\n",
            line + " HTTP/1.1 x\r\n" + head + "\r\n",
            line + "HTTP/1.1\n" + head.replace("\r", "") + "\n",
            line + "HTTP/1.1\r\nConnection: close\r\n\r\n",
            line + "HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
            line + "HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n",
            line + "HTTP/1.1\r\nHost: localhost:99999999\r\nConnection: close\r\n\r\n",
            line + "HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + "Content-Length: -1\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + "Content-Length: x\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
            line + "HTTP/1.1\r\n" + head + json + "Content-Length: 9223372036854775807\r\n\r\n{",
            line + "HTTP/1.1\r\n" + head + json + "Content-Length: 9223372036854775808\r\n\r\n{",
            line + "HTTP/1.1\r\n" + head + json + "Content-Length: 500\r\n\r\n{\"a\":",
            line + "HTTP/1.1\r\n" + head + json + "Transfer-Encoding: gzip\r\n\r\n{}",
            line + "HTTP/1.1\r\n" + head + json + "Transfer-Encoding: identity\r\n\r\n{}",
            line + "HTTP/1.1\r\n" + head + json + "Transfer-Encoding: chunked, x\r\n\r\n0\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + json + "Transfer-Encoding: x, chunked\r\n\r\n0\r\n\r\n",
            line
                + "HTTP/1.1\r\n"
                + head
                + json
                + "Transfer-Encoding: chunked\r\n"
                + "Content-Length: 5\r\n\r\n0\r\n\r\nGET /evil HTTP/1.1\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + json + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
            line + "HTTP/1.1\r\n" + head + json + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n",
            line
                + "HTTP/1.1\r\n"
                + head
                + json
                + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n",
            line + "HTTP/1.1\r\n" + head + json + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}",
            line
                + "HTTP/1.1\r\n"
                + head
                + json
                + "Transfer-Encoding: chunked\r\n\r\n2;"
                + "x".repeat(10_000)
                + "\r\n{}\r\n0\r\n\r\n",
            line
                + "HTTP/1.1\r\n"
                + head
                + json
                + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n"
                + "CamelHttpUri: x\r\n".repeat(600)
                + "\r\n",
            line + "HTTP/1.1\r\n" + head + " folded: x\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + "no colon here\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + "sp ace: x\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + ": x\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + "a: \u0000\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + "a: b\rc\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + "a: b\r\n".repeat(200) + "\r\n",
            line + "HTTP/1.1\r\n" + head + "a: " + "b".repeat(20_000) + "\r\n\r\n",
            line + "HTTP/1.1\r\n" + head + "a".repeat(20_000) + ": b\r\n\r\n",
            operation.method()
                + " "
                + operation.path(NOBODYS)
                + "?"
                + "a".repeat(20_000)
                + " HTTP/1.1\r\n"
                + head
                + "\r\n",
            line + "HTTP/1.1\r\n" + head,
            line + "HTTP/1.1\r\n" + head.substring(0, 20),
            "\r\n\r\n\r\n" + line + "HTTP/1.1\r\n" + head + "\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + line,
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0000".repeat(64) + "\r\n\r\n");
    List<String> drawn = some(14, all);
    for (String one : drawn) {
      String which =
          "protocol "
              + all.indexOf(one)
              + " "
              + brief(one.substring(Math.min(one.length(), line.length())));
      made.add(new Malformed(operation.method() + " " + operation.path() + ": " + which, one));
    }
  }

  private String head(Described operation) {
    return "Host: localhost\r\nAuthorization: Bearer "
        + keys.apply(operation)
        + "\r\nConnection: close\r\n";
  }

  private static String valid(Described operation) {
    return operation.body() == null ? "" : Described.samples(operation.body()).get(0).toString();
  }

  private void plain(Described operation, String name, String path) {
    String body = valid(operation);
    String json = body.isEmpty() ? "" : "Content-Type: application/json\r\n";
    String line = operation.method() + " " + path + " HTTP/1.1\r\n";
    add(operation, name, line + head(operation) + json + length(operation, body) + "\r\n" + body);
  }

  private void json(Described operation, String name, String body) {
    add(operation, name, bare(operation, body, "Content-Type: application/json\r\n"));
  }

  private String request(Described operation, String body, String lines) {
    String json = body.isEmpty() ? "" : "Content-Type: application/json\r\n";
    return bare(operation, body, json + lines);
  }

  private String bare(Described operation, String body, String lines) {
    String object = objects.apply(operation);
    String path = operation.path(object == null ? NOBODYS : object);
    String line = operation.method() + " " + path + " HTTP/1.1\r\n";
    return line + head(operation) + lines + length(operation, body) + "\r\n" + body;
  }

  private static String length(Described operation, String body) {
    return body.isEmpty() && operation.method().equals("GET")
        ? ""
        : "Content-Length: " + body.length() + "\r\n";
  }

  private void add(Described operation, String name, String request) {
    String title = operation.method() + " " + operation.path() + ": " + name;
    made.add(new Malformed(title, request.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String brief(String text) {
    String line = text.replaceAll("[^ -~]", "?").strip();
    return line.length() > 40 ? line.substring(0, 40) + "… (" + text.length() + ")" : line;
  }
}
