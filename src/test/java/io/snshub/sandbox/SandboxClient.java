package io.snshub.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A running sandbox and short words for talking to it. */
public final class SandboxClient implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Sandbox sandbox;

  public SandboxClient(PlatformSandbox... platforms) {
    this(SandboxSettings.onFreePort(), platforms);
  }

  public SandboxClient(SandboxSettings settings, PlatformSandbox... platforms) {
    this(settings, Clock.systemUTC(), platforms);
  }

  public SandboxClient(SandboxSettings settings, Clock clock, PlatformSandbox... platforms) {
    sandbox = new Sandbox(settings, List.of(platforms), clock).start();
  }

  public String url(String path) {
    return path.startsWith("http") ? path : sandbox.baseUrl() + path;
  }

  public HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(10));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new NoAnswer(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) {
    return send(to(path).GET());
  }

  public HttpResponse<String> post(String path, JsonObject body) {
    return send(json(path, body));
  }

  public HttpRequest.Builder json(String path, JsonObject body) {
    return to(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.encode()));
  }

  public static BodyPublisher form(Map<String, String> fields) {
    return BodyPublishers.ofString(
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }

  public HttpResponse<String> postForm(String path, Map<String, String> fields) {
    return send(
        to(path).header("Content-Type", "application/x-www-form-urlencoded").POST(form(fields)));
  }

  public static JsonObject object(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  public JsonArray list(String path) {
    return new JsonArray(get(path).body());
  }

  public JsonObject lastEntry() {
    JsonArray ledger = list("/_sandbox/ledger");
    return ledger.getJsonObject(ledger.size() - 1);
  }

  public long created() {
    return list("/_sandbox/ledger").stream()
        .filter(e -> ((JsonObject) e).getString("effect").equals("created"))
        .count();
  }

  public void arm(String kind, String operation, Object... more) {
    JsonObject fault = new JsonObject().put("kind", kind).put("operation", operation);
    fault.put("times", 1);
    for (int i = 0; i < more.length; i += 2) {
      fault.put((String) more[i], more[i + 1]);
    }
    HttpResponse<String> answer = post("/_sandbox/faults", fault);
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(answer.body());
    }
  }

  public void clearFaults() {
    send(to("/_sandbox/faults").DELETE());
  }

  public void reset() {
    send(to("/_sandbox/reset").POST(BodyPublishers.noBody()));
  }

  public String baseUrl() {
    return sandbox.baseUrl();
  }

  @Override
  public void close() {
    sandbox.stop();
  }

  /** The connection ended without an answer. */
  public static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswer(Throwable cause) {
      super(cause);
    }
  }
}
