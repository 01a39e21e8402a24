package io.snshub.specs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OpenAPI 3.0 description and what is wrong with a call, or an answer, in its eyes. Stricter
 * than the description in two points: a query parameter or a property that it doesn't know is a
 * mistake.
 */
public final class ApiDescription {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

  private final JsonNode root;
  private final String base;
  private final String location;
  private final JsonSchemaFactory factory;
  private final SchemaValidatorsConfig config =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(false).build();
  private final Map<String, JsonSchema> schemas = new HashMap<>();

  /** An operation that a path and a method lead to. */
  private record Operation(
      String pointer, JsonNode node, JsonNode item, Map<String, String> path) {}

  /**
   * @param root the description
   * @param base what stands before its paths in a real address
   */
  public ApiDescription(JsonNode root, String base) {
    this.root = root;
    this.base = base;
    this.location = "https://description.invalid/" + System.identityHashCode(root) + ".json";
    String text = root.toString();
    this.factory =
        JsonSchemaFactory.getInstance(
            VersionFlag.V4,
            builder ->
                builder
                    .metaSchema(OpenApi30.getInstance())
                    .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                    .schemaLoaders(loaders -> loaders.schemas(Map.of(location, text))));
  }

  public static ApiDescription read(Path file, String base) {
    return new ApiDescription(tree(file), base);
  }

  static JsonNode tree(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells whether there is an operation for this call. */
  public boolean knows(String method, String path) {
    return find(method, path) != null;
  }

  /** Returns what is wrong with a call; nothing when all is well. */
  public List<String> problems(JournaledCall call) {
    Operation operation = find(call.method(), call.path());
    if (operation == null) {
      return List.of("no such operation");
    }
    List<String> problems = new ArrayList<>();
    parameters(call, operation, problems);
    body(call, operation, problems);
    return problems;
  }

  /** Returns what is wrong with an answer. */
  public List<String> problems(String method, String path, int status, String body) {
    Operation operation = find(method, path);
    if (operation == null) {
      return List.of("no such operation");
    }
    JsonNode responses = operation.node.path("responses");
    String key = responses.has(String.valueOf(status)) ? String.valueOf(status) : "default";
    if (!responses.has(key)) {
      return List.of("no answer " + status);
    }
    JsonNode content = responses.path(key).path("content");
    if (content.isMissingNode() || content.isEmpty()) {
      return body.isEmpty() ? List.of() : List.of("a body where there is none");
    }
    try {
      String pointer =
          operation.pointer + "/responses/" + key + "/content/application~1json/schema";
      return against(pointer, JSON.readTree(body), "answer");
    } catch (IOException e) {
      return List.of("the answer is no JSON");
    }
  }

  private Operation find(String method, String path) {
    if (!path.startsWith(base)) {
      return null;
    }
    String below = path.substring(base.length());
    Operation found = null;
    for (Map.Entry<String, JsonNode> item : root.path("paths").properties()) {
      JsonNode node = item.getValue().path(method.toLowerCase());
      Map<String, String> variables = node.isMissingNode() ? null : match(item.getKey(), below);
      // the path with the fewest variables is meant
      if (variables != null && (found == null || variables.size() < found.path.size())) {
        String pointer = "/paths/" + escaped(item.getKey()) + "/" + method.toLowerCase();
        found = new Operation(pointer, node, item.getValue(), variables);
      }
    }
    return found;
  }

  private static Map<String, String> match(String template, String path) {
    List<String> names = new ArrayList<>();
    StringBuilder regex = new StringBuilder();
    Matcher variable = VARIABLE.matcher(template);
    int end = 0;
    while (variable.find()) {
      regex.append(Pattern.quote(template.substring(end, variable.start()))).append("([^/]+)");
      names.add(variable.group().substring(1, variable.group().length() - 1));
      end = variable.end();
    }
    Matcher found =
        Pattern.compile(regex.append(Pattern.quote(template.substring(end))).toString())
            .matcher(path);
    if (!found.matches()) {
      return null;
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      variables.put(names.get(i), JournaledCall.decoded(found.group(i + 1).replace("+", "%2B")));
    }
    return variables;
  }

  private void parameters(JournaledCall call, Operation operation, List<String> problems) {
    Map<String, List<String>> query = call.query();
    Set<String> known = new HashSet<>();
    String[] places = {operation.pointer, operation.pointer.replaceFirst("/[a-z]+$", "")};
    for (String place : places) {
      JsonNode list = root.at(place + "/parameters");
      for (int i = 0; i < list.size(); i++) {
        String pointer = resolved(place + "/parameters/" + i);
        JsonNode parameter = root.at(pointer);
        String name = parameter.path("name").asText();
        String in = parameter.path("in").asText();
        List<String> values = values(call, operation, query, name, in);
        if (in.equals("query")) {
          known.add(name);
        }
        if (values == null) {
          if (parameter.path("required").asBoolean()) {
            problems.add(in + " parameter " + name + " is missing");
          }
        } else {
          JsonNode value = value(root.at(resolved(pointer + "/schema")), parameter, values);
          problems.addAll(against(pointer + "/schema", value, in + " parameter " + name));
        }
      }
    }
    query.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> problems.add("query parameter " + name + " is not described"));
  }

  private static List<String> values(
      JournaledCall call,
      Operation operation,
      Map<String, List<String>> query,
      String name,
      String in) {
    return switch (in) {
      case "query" -> query.get(name);
      case "path" -> operation.path.containsKey(name) ? List.of(operation.path.get(name)) : null;
      case "header" -> {
        String value = call.header(name.toLowerCase());
        yield value.isEmpty() ? null : List.of(value);
      }
      default -> null;
    };
  }

  /** Makes of a parameter's text what its schema speaks of. */
  private JsonNode value(JsonNode schema, JsonNode parameter, List<String> values) {
    if (!schema.path("type").asText().equals("array")) {
      return scalar(schema, values.get(0));
    }
    // a repeated parameter is the rule; with commas in one value only where explode is off
    boolean exploded = parameter.path("explode").asBoolean(true);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    JsonNode items = deref(schema.path("items"));
    for (String value : values) {
      List<String> pieces = exploded ? List.of(value) : List.of(value.split(","));
      pieces.forEach(piece -> array.add(scalar(items, piece)));
    }
    return array;
  }

  private static JsonNode scalar(JsonNode schema, String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (schema.path("type").asText()) {
      case "integer" ->
          text.matches("-?\\d{1,18}") ? nodes.numberNode(Long.valueOf(text)) : nodes.textNode(text);
      case "number" ->
          text.matches("-?\\d+(\\.\\d+)?")
              ? nodes.numberNode(Double.valueOf(text))
              : nodes.textNode(text);
      case "boolean" ->
          text.equals("true") || text.equals("false")
              ? nodes.booleanNode(Boolean.parseBoolean(text))
              : nodes.textNode(text);
      default -> nodes.textNode(text);
    };
  }

  private void body(JournaledCall call, Operation operation, List<String> problems) {
    String pointer = resolved(operation.pointer + "/requestBody");
    JsonNode described = root.at(pointer);
    if (described.isMissingNode()) {
      if (call.size() > 0) {
        problems.add("a body where none is described");
      }
      return;
    }
    if (call.size() == 0) {
      if (described.path("required").asBoolean()) {
        problems.add("the body is missing");
      }
      return;
    }
    JsonNode content = described.path("content");
    String type = content.has(call.contentType()) ? call.contentType() : "*/*";
    if (!content.has(type)) {
      problems.add("content type " + call.contentType() + ", not one of " + names(content));
      return;
    }
    JsonNode body = written(call, pointer + "/content/" + escaped(type) + "/schema");
    if (body.isMissingNode()) {
      problems.add("a body of " + call.size() + " bytes that the journal doesn't hold");
      return;
    }
    problems.addAll(against(pointer + "/content/" + escaped(type) + "/schema", body, "body"));
  }

  private JsonNode written(JournaledCall call, String schemaPointer) {
    if (!call.form().isObject() && !call.parts().isArray()) {
      return call.json();
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    Map<String, JsonNode> properties = new HashMap<>();
    gather(root.at(schemaPointer), properties, new HashSet<>());
    for (Map.Entry<String, JsonNode> field : call.form().properties()) {
      JsonNode property = deref(properties.getOrDefault(field.getKey(), MissingNode.getInstance()));
      body.set(field.getKey(), scalar(typed(property), field.getValue().asText()));
    }
    // the bytes of a file are a text to a description
    call.parts().forEach(part -> body.put(part.path("name").asText(), "bytes"));
    return body;
  }

  /** Of several schemas the one that isn't a text decides how a text is to be read. */
  private JsonNode typed(JsonNode property) {
    for (String group : new String[] {"oneOf", "anyOf", "allOf"}) {
      for (JsonNode one : property.path(group)) {
        JsonNode found = deref(one);
        if (!found.path("type").asText("string").equals("string")) {
          return found;
        }
      }
    }
    return property;
  }

  private List<String> against(String pointer, JsonNode value, String where) {
    if (root.at(pointer).isMissingNode()) {
      return List.of(where + ": no schema");
    }
    JsonSchema schema =
        schemas.computeIfAbsent(
            pointer, p -> factory.getSchema(SchemaLocation.of(location + "#" + p), config));
    List<String> problems = new ArrayList<>();
    schema.validate(value).forEach(mistake -> problems.add(where + ": " + mistake.getMessage()));
    if (problems.isEmpty()) {
      unknown(root.at(pointer), value, where, problems);
    }
    return problems;
  }

  /** Finds properties that no schema names. */
  private void unknown(JsonNode schema, JsonNode value, String where, List<String> problems) {
    JsonNode own = deref(schema);
    if (value.isArray()) {
      JsonNode items = own.path("items");
      if (!items.isMissingNode()) {
        value.forEach(one -> unknown(items, one, where + "[]", problems));
      }
      return;
    }
    Map<String, JsonNode> known = new HashMap<>();
    if (!value.isObject() || gather(own, known, new HashSet<>()) || known.isEmpty()) {
      return;
    }
    for (Map.Entry<String, JsonNode> property : value.properties()) {
      String name = where + "." + property.getKey();
      if (known.containsKey(property.getKey())) {
        unknown(known.get(property.getKey()), property.getValue(), name, problems);
      } else {
        problems.add(name + " is not described");
      }
    }
  }

  /** Collects the properties of all schemas that take part; true when others are allowed, too. */
  private boolean gather(JsonNode schema, Map<String, JsonNode> known, Set<JsonNode> seen) {
    JsonNode own = deref(schema);
    if (!seen.add(own)) {
      return false;
    }
    JsonNode more = own.path("additionalProperties");
    boolean open = more.isObject() || more.asBoolean(false);
    own.path("properties")
        .properties()
        .forEach(p -> known.merge(p.getKey(), p.getValue(), ApiDescription::either));
    for (String group : new String[] {"allOf", "oneOf", "anyOf"}) {
      for (JsonNode one : own.path(group)) {
        open |= gather(one, known, seen);
      }
    }
    for (JsonNode one : own.path("discriminator").path("mapping")) {
      open |= gather(root.at(one.asText().substring(1)), known, seen);
    }
    return open;
  }

  /** A property that several schemas name may be what any of them says. */
  private static JsonNode either(JsonNode one, JsonNode other) {
    if (one.equals(other)) {
      return one;
    }
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    both.putArray("anyOf").add(one).add(other);
    return both;
  }

  private JsonNode deref(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = root.at(found.path("$ref").asText().substring(1));
    }
    return found;
  }

  private String resolved(String pointer) {
    String found = pointer;
    while (root.at(found).has("$ref")) {
      found = root.at(found).path("$ref").asText().substring(1);
    }
    return found;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
