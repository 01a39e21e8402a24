package io.snshub.specs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A Google Discovery document, told as an OpenAPI description. */
public final class DiscoveryDocument {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Words of a Discovery schema that mean the same in OpenAPI. */
  private static final Set<String> KEPT =
      Set.of("type", "enum", "pattern", "minimum", "maximum", "description");

  private final JsonNode document;
  private final ObjectNode paths = NODES.objectNode();

  private DiscoveryDocument(JsonNode document) {
    this.document = document;
  }

  public static ApiDescription read(Path file) {
    return new ApiDescription(new DiscoveryDocument(ApiDescription.tree(file)).openApi(), "");
  }

  private JsonNode openApi() {
    methods(document);
    ObjectNode schemas = NODES.objectNode();
    for (Map.Entry<String, JsonNode> schema : document.path("schemas").properties()) {
      schemas.set(schema.getKey(), schema(schema.getValue()));
    }
    ObjectNode root = NODES.objectNode();
    root.set("paths", paths);
    root.putObject("components").set("schemas", schemas);
    return root;
  }

  private void methods(JsonNode resource) {
    for (JsonNode method : resource.path("methods")) {
      put("/" + method.path("path").asText(), method, false);
      JsonNode upload = method.path("mediaUpload").path("protocols").path("simple").path("path");
      if (upload.isTextual()) {
        put(upload.asText(), method, true);
      }
    }
    resource.path("resources").forEach(this::methods);
  }

  private void put(String path, JsonNode method, boolean upload) {
    ObjectNode operation = NODES.objectNode();
    var parameters = operation.putArray("parameters");
    for (Map.Entry<String, JsonNode> one : document.path("parameters").properties()) {
      parameters.add(parameter(one.getKey(), one.getValue()));
    }
    for (Map.Entry<String, JsonNode> one : method.path("parameters").properties()) {
      parameters.add(parameter(one.getKey(), one.getValue()));
    }
    if (upload) {
      // a raw body comes without a type of its own
      ObjectNode type = parameters.addObject().put("name", "uploadType").put("in", "query");
      type.putObject("schema").put("type", "string");
    }
    JsonNode request = method.path("request").path("$ref");
    if (request.isTextual()) {
      operation
          .putObject("requestBody")
          .putObject("content")
          .putObject("application/json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/" + request.asText());
    }
    ObjectNode item = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
    item.set(method.path("httpMethod").asText().toLowerCase(), operation);
  }

  private static ObjectNode parameter(String name, JsonNode described) {
    ObjectNode parameter =
        NODES
            .objectNode()
            .put("name", name)
            .put("in", described.path("location").asText())
            .put("required", described.path("required").asBoolean());
    ObjectNode schema = schema(described);
    if (described.path("repeated").asBoolean()) {
      ObjectNode array = NODES.objectNode().put("type", "array");
      array.set("items", schema);
      schema = array;
    }
    parameter.set("schema", schema);
    return parameter;
  }

  private static ObjectNode schema(JsonNode described) {
    ObjectNode schema = NODES.objectNode();
    if (described.has("$ref")) {
      return schema.put("$ref", "#/components/schemas/" + described.path("$ref").asText());
    }
    for (Map.Entry<String, JsonNode> word : described.properties()) {
      // bounds are written as texts there
      if (word.getKey().equals("minimum") || word.getKey().equals("maximum")) {
        schema.put(word.getKey(), Long.parseLong(word.getValue().asText()));
      } else if (KEPT.contains(word.getKey())) {
        schema.set(word.getKey(), word.getValue());
      }
    }
    if (schema.path("type").asText().equals("any")) {
      schema.remove("type");
    }
    if (described.has("items")) {
      schema.set("items", schema(described.path("items")));
    }
    if (described.has("additionalProperties")) {
      schema.set("additionalProperties", schema(described.path("additionalProperties")));
    }
    if (described.has("properties")) {
      ObjectNode properties = schema.putObject("properties");
      for (Map.Entry<String, JsonNode> one : described.path("properties").properties()) {
        properties.set(one.getKey(), schema(one.getValue()));
      }
    }
    return schema;
  }
}
