package io.snshub.specs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of the sandbox's journal. */
public record JournaledCall(JsonNode line) {
  private static final JsonMapper JSON = new JsonMapper();

  public static JournaledCall of(String line) {
    try {
      return new JournaledCall(JSON.readTree(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String platform() {
    return line.path("platform").asText();
  }

  public String method() {
    return line.path("method").asText();
  }

  public String path() {
    return line.path("path").asText();
  }

  public String header(String name) {
    return line.path("headers").path(name).asText("");
  }

  /** The media type without its parameters. */
  public String contentType() {
    String type = header("content-type");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip();
  }

  public long size() {
    return line.path("size").asLong();
  }

  public JsonNode json() {
    return line.path("json");
  }

  public JsonNode form() {
    return line.path("form");
  }

  public JsonNode parts() {
    return line.path("parts");
  }

  /** Query parameters with all their values. */
  public Map<String, List<String>> query() {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String pair : line.path("query").asText().split("&")) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        found
            .computeIfAbsent(name, first -> new ArrayList<>())
            .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return found;
  }

  static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    String query = line.path("query").asText();
    return method() + " " + path() + (query.isEmpty() ? "" : "?" + query);
  }
}
