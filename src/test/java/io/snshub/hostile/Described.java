package io.snshub.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * An operation of an OpenAPI document, with its references resolved.
 *
 * @param method upper case
 * @param path with parameters in braces
 * @param parameters each with {@code name}, {@code in} and {@code schema}
 * @param body schema of the JSON body, or null
 * @param form the operation takes a multipart form
 */
record Described(
    String method, String path, List<JsonNode> parameters, @Nullable JsonNode body, boolean form) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 6;

  /** Returns all operations. */
  static List<Described> of(JsonNode document) {
    List<Described> all = new ArrayList<>();
    document
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        verb ->
                            all.add(of(document, path.getKey(), verb.getKey(), verb.getValue()))));
    return all;
  }

  private static Described of(JsonNode document, String path, String verb, JsonNode operation) {
    List<JsonNode> parameters = new ArrayList<>();
    operation.path("parameters").forEach(one -> parameters.add(resolve(document, one)));
    JsonNode content = resolve(document, operation.path("requestBody")).path("content");
    JsonNode schema = content.path("application/json").path("schema");
    return new Described(
        verb.toUpperCase(Locale.ROOT),
        path,
        List.copyOf(parameters),
        schema.isMissingNode() ? null : whole(document, schema, 0),
        content.has("multipart/form-data"));
  }

  private static JsonNode resolve(JsonNode document, JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** A copy of a schema without references; what repeats itself for ever is cut off. */
  private static JsonNode whole(JsonNode document, JsonNode schema, int depth) {
    if (depth > DEEPEST) {
      return JSON.objectNode();
    }
    JsonNode found = resolve(document, schema);
    if (!found.isObject()) {
      return found;
    }
    ObjectNode copy = JSON.objectNode();
    found
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isObject()) {
                copy.set(field.getKey(), whole(document, field.getValue(), depth + 1));
              } else {
                copy.set(field.getKey(), field.getValue());
              }
            });
    return copy;
  }

  List<JsonNode> in(String place) {
    return parameters.stream().filter(one -> one.path("in").asText().equals(place)).toList();
  }

  /** The path with something in place of each parameter. */
  String path(String value) {
    return path.replaceAll("\\{[^}]+}", Matcher.quoteReplacement(value));
  }

  /** A body that fits its schema; all of its fields, so that each can be spoilt. */
  static JsonNode sample(String name, JsonNode schema) {
    if (schema.has("enum")) {
      return schema.path("enum").path(0);
    }
    if (schema.has("properties")) {
      ObjectNode object = JSON.objectNode();
      schema
          .path("properties")
          .fields()
          .forEachRemaining(
              field -> object.set(field.getKey(), sample(field.getKey(), field.getValue())));
      return object;
    }
    if (schema.path("additionalProperties").isObject()) {
      return JSON.objectNode().set("twitter", sample(name, schema.path("additionalProperties")));
    }
    return switch (schema.path("type").asText("object")) {
      case "string" -> JSON.textNode(text(name, schema));
      case "integer" -> JSON.numberNode(1);
      case "number" -> JSON.numberNode(1.5);
      // a draft is never published
      case "boolean" -> JSON.booleanNode(name.equals("draft"));
      case "array" -> list(sample(name, schema.path("items")));
      default -> JSON.objectNode();
    };
  }

  /**
   * Bodies that fit a schema with no more than one field beside those it needs, because all fields
   * at once often contradict each other, and what is refused at the door tries nothing behind it.
   */
  static List<JsonNode> samples(JsonNode schema) {
    if (!(sample("", schema) instanceof ObjectNode whole) || whole.isEmpty()) {
      return List.of(sample("", schema));
    }
    List<String> needed = new ArrayList<>(List.of("draft"));
    schema.path("required").forEach(name -> needed.add(name.asText()));
    List<JsonNode> samples = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : whole.properties()) {
      List<String> kept = new ArrayList<>(needed);
      kept.add(field.getKey());
      samples.add(whole.deepCopy().retain(kept));
    }
    return samples;
  }

  private static ArrayNode list(JsonNode one) {
    return JSON.arrayNode().add(one);
  }

  private static String text(String name, JsonNode schema) {
    if (schema.path("format").asText().equals("date-time")) {
      return "2199-01-31T12:00:00Z";
    }
    if (name.contains("url")) {
      return "https://cdn.example.com/image.jpg";
    }
    return name.equals("platforms") || name.equals("platform") ? "twitter" : "words";
  }
}
