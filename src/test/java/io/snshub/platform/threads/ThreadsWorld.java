package io.snshub.platform.threads;

import static io.snshub.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.TestClock;
import io.snshub.sandbox.SandboxClient;
import io.snshub.sandbox.SandboxSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Threads sandbox with a clock of its own, and short words for talking to it. */
final class ThreadsWorld implements AutoCloseable {
  static final String TOKEN = "sandbox-threads-token";
  static final String IMAGE = "https://cdn.example.com/a.jpg";
  static final String VIDEO = "https://cdn.example.com/a.mp4";

  final TestClock clock = new TestClock();
  final SandboxClient sandbox;

  ThreadsWorld(boolean rateLimits) {
    SandboxSettings settings = new SandboxSettings(true, "127.0.0.1", 0, rateLimits);
    sandbox = new SandboxClient(settings, clock, new ThreadsSandbox());
  }

  /** Pairs of names and values. */
  static Map<String, String> fields(String... pairs) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return fields;
  }

  HttpResponse<String> create(String... pairs) {
    return post("/threads/v1.0/me/threads", pairs);
  }

  /** Returns the id of a container that is ready by now. */
  String container(String... pairs) {
    HttpResponse<String> answer = create(pairs);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    return object(answer).getString("id");
  }

  HttpResponse<String> publish(String container) {
    return post("/threads/v1.0/me/threads_publish", "creation_id", container);
  }

  /** Returns the id of a new post. */
  String up(String... pairs) {
    HttpResponse<String> answer = publish(container(pairs));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer).getString("id");
  }

  HttpResponse<String> post(String path, String... pairs) {
    return sandbox.send(
        authorized(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(SandboxClient.form(fields(pairs))));
  }

  HttpResponse<String> get(String path) {
    return sandbox.send(authorized(path.replace("{", "%7B").replace("}", "%7D")).GET());
  }

  HttpResponse<String> delete(String id) {
    return sandbox.send(authorized("/threads/v1.0/" + id).DELETE());
  }

  JsonObject read(String id, String fields) {
    return object(get("/threads/v1.0/" + id + "?fields=" + fields));
  }

  String state(String container) {
    return read(container, "status").getString("status");
  }

  JsonArray data(String path) {
    return object(get("/threads/v1.0" + path)).getJsonArray("data");
  }

  static JsonObject error(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(400);
    return object(answer).getJsonObject("error");
  }

  static int subcode(HttpResponse<String> answer) {
    return error(answer).getInteger("error_subcode", 0);
  }

  void turn(String name, boolean value) {
    JsonObject body =
        new JsonObject().put("platform", "threads").put("name", name).put("value", value);
    HttpResponse<String> answer =
        sandbox.send(
            sandbox
                .to("/_sandbox/switches")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.encode())));
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
  }

  private HttpRequest.Builder authorized(String path) {
    return sandbox.to(path).header("Authorization", "Bearer " + TOKEN);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
