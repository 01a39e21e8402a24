package io.snshub;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.env.Environment;

/**
 * A user of the hub under test, and of the sandbox behind it. Everything of the sandbox is found by
 * content, because one sandbox serves the whole suite.
 */
public final class HubClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String hub;
  private final String sandbox = TestEnvironment.sandboxUrl();
  private final String key;

  private HubClient(String hub, String key) {
    this.hub = hub;
    this.key = key;
  }

  /** Returns the administrator of the hub that runs with this environment. */
  public static HubClient of(Environment environment) {
    String port = environment.getRequiredProperty("local.server.port");
    return new HubClient("http://127.0.0.1:" + port, TestEnvironment.KEY);
  }

  /** Returns the administrator of a hub somewhere else. */
  static HubClient at(String url) {
    return new HubClient(url, TestEnvironment.KEY);
  }

  /** Returns the same hub for the holder of another key. */
  public HubClient as(String otherKey) {
    return new HubClient(hub, otherKey);
  }

  /** Returns the key that it shows. */
  public String key() {
    return key;
  }

  /** A text that no other test uses. */
  public static String text(String about) {
    return about + " " + UUID.randomUUID();
  }

  /** An answer. */
  public record Reply(int status, Map<String, List<String>> headers, JsonNode body) {
    public String text(String field) {
      return body.path(field).asText();
    }

    public long number(String field) {
      return body.path(field).asLong();
    }
  }

  public Reply get(String path) {
    return send(request(path).GET());
  }

  public Reply post(String path, Object body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(write(body)));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public Reply put(String path, Object body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(write(body)));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Posts without a body. */
  public Reply command(String path) {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  public Reply delete(String path) {
    return send(request(path).DELETE());
  }

  /** Hands in a post; {@code more} are pairs of a field and its value. */
  public long publish(String content, List<String> platforms, Object... more) {
    Map<String, Object> body = new HashMap<>(Map.of("content", content, "platforms", platforms));
    for (int i = 0; i < more.length; i += 2) {
      body.put((String) more[i], more[i + 1]);
    }
    Reply reply = post("/api/sns/posts", body);
    if (reply.status() != 201) {
      throw new AssertionError("not accepted: " + reply);
    }
    return reply.number("post_id");
  }

  public Reply show(long postId) {
    return get("/api/sns/posts/" + postId);
  }

  /** Waits until a post has one of these states and returns it. */
  public Reply awaitStatus(long postId, String... states) {
    Set<String> wanted = Set.copyOf(Arrays.asList(states));
    return await("post " + postId + " becomes " + wanted)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> show(postId), reply -> wanted.contains(reply.text("status")));
  }

  /** Arms a fault of the sandbox; {@code more} are pairs of a field and its value. */
  public void fault(String platform, String operation, String kind, Object... more) {
    Map<String, Object> fault =
        new HashMap<>(Map.of("platform", platform, "operation", operation, "kind", kind));
    for (int i = 0; i < more.length; i += 2) {
      fault.put((String) more[i], more[i + 1]);
    }
    Reply reply =
        send(
            HttpRequest.newBuilder(URI.create(sandbox + "/_sandbox/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(write(fault))));
    if (reply.status() != 201) {
      throw new AssertionError("fault not armed: " + reply);
    }
  }

  /** Calls a platform on the sandbox as somebody else would, past the hub, with a form. */
  public Reply platform(String prefix, String path, String form) {
    return send(
        HttpRequest.newBuilder(URI.create(sandbox + "/" + prefix + path))
            .header("Authorization", "Bearer sandbox-" + prefix + "-token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** Ends all faults; for an {@code @AfterEach}. */
  public void clearFaults() {
    send(HttpRequest.newBuilder(URI.create(sandbox + "/_sandbox/faults")).DELETE());
  }

  /**
   * Returns what platforms were asked about a text; notices that quote it are {@link #messages}.
   */
  public List<JsonNode> ledger(String content) {
    return about("ledger", content).stream()
        .filter(entry -> !entry.path("platform").asText().equals("telegram"))
        .toList();
  }

  /** Returns what is up with a text. */
  public List<JsonNode> posts(String content) {
    return about("posts", content);
  }

  /** Returns the messages that quote a text. */
  public List<JsonNode> messages(String content) {
    return about("messages", content);
  }

  private List<JsonNode> about(String list, String content) {
    Reply reply = send(HttpRequest.newBuilder(URI.create(sandbox + "/_sandbox/" + list)).GET());
    List<JsonNode> found = new ArrayList<>();
    reply
        .body()
        .forEach(
            entry -> {
              if (entry.path("content").asText().contains(content)) {
                found.add(entry);
              }
            });
    return found;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(hub + path)).header("Authorization", "Bearer " + key);
  }

  private static Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers().map(), read(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String body) throws JsonProcessingException {
    return JSON.readTree(body.isEmpty() ? "null" : body);
  }

  private static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
