package io.snshub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;

/** Every operation of the hub under test, as its own description tells them. */
final class ApiOperations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String hub;

  private ApiOperations(String hub) {
    this.hub = hub;
  }

  static ApiOperations of(Environment environment) {
    return new ApiOperations(
        "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
  }

  /**
   * One operation.
   *
   * @param scope what it needs; empty when any key will do
   * @param open it is asked without a key
   */
  record Operation(
      String method, String path, String id, String scope, boolean open, JsonNode described) {
    boolean reads() {
      return method.equals("GET");
    }

    /** Its path with this in place of every parameter. */
    String at(Object value) {
      return path.replaceAll("\\{\\w+}", value.toString());
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> all() {
    JsonNode paths = send("GET", "/api/openapi.json", null, null).body().path("paths");
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode described = method.getValue();
        operations.add(
            new Operation(
                method.getKey().toUpperCase(java.util.Locale.ROOT),
                path.getKey(),
                described.path("operationId").asText(),
                described.path("x-required-scope").asText(),
                described.path("security").isEmpty(),
                described));
      }
    }
    return operations;
  }

  /** Sends a request with a JSON body, or without one. */
  HubClient.Reply send(String method, String path, String key, Object body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(hub + path)).timeout(Duration.ofSeconds(30));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      if (body == null) {
        request.method(method, BodyPublishers.noBody());
      } else {
        request
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
      }
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      String text = response.body();
      boolean json = text.startsWith("{") || text.startsWith("[");
      return new HubClient.Reply(
          response.statusCode(), response.headers().map(), JSON.readTree(json ? text : "null"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
