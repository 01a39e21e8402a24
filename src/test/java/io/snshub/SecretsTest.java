package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing secret can be read where it doesn't belong. A hub of its own publishes to all platforms,
 * with tokens that expire, are refused and are refreshed; then everything it has written and will
 * tell is searched for every token, key and secret that was in play.
 */
class SecretsTest {
  private static final String CLIP = "https://cdn.example.com/clip.mp4";

  /** Where secrets are meant to be, readable by their owner only. */
  private static final Set<String> KEY_FILES = Set.of("encryption-key", "bootstrap-key");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data = TestDatabase.temporary();
  private final Map<String, String> searched = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private HubProcess process;
  private HubClient hub;

  @AfterEach
  void stop() throws Exception {
    if (hub != null) {
      hub.clearFaults();
    }
    if (process != null) {
      process.kill();
    }
  }

  @Test
  void no_token_key_or_secret_is_found_in_clear() throws Exception {
    start();
    List<String> platforms = new ArrayList<>();
    hub.get("/api/sns/platforms").body().path("platforms").forEach(p -> platforms.add(name(p)));
    assertThat(platforms).hasSizeGreaterThan(5);
    know(platforms);

    String text = HubClient.text("nothing secret");
    trouble(platforms, text);

    ask(text);
    read();
    assertThat(searched.get("hub.mv.db")).as("the database can be searched").contains(text);
    assertThat(searched.get("log")).as("so can the log").contains("sns-hub is ready", "DEBUG");
    assertThat(searched.get("/actuator/prometheus")).contains("sns_targets_total");
    assertThat(searched.get("/api/sns/events")).contains("post:published");
    assertThat(findings()).isEmpty();
  }

  private void start() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    // whoever looks for a fault turns this on, and sends the log around
    settings.put("LOGGING_LEVEL_IO_SNSHUB", "DEBUG");
    settings.put("LOGGING_LEVEL_ORG_APACHE_CAMEL", "DEBUG");
    settings.put("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_WEB", "DEBUG");
    process = new HubProcess(data, settings);
    process.start();
    process.awaitReady();
    hub = process.client();
  }

  private static String name(JsonNode platform) {
    return platform.path("name").asText(platform.path("platform").asText());
  }

  private void know(List<String> platforms) throws IOException {
    for (String platform : platforms) {
      String prefix = prefix(platform);
      // tokens that the sandbox issues later begin like the first
      secrets.put("access token of " + prefix, "sandbox-" + prefix + "-token");
      secrets.put("refresh token of " + prefix, "sandbox-" + prefix + "-refresh");
    }
    secrets.put("client secret", "sandbox-secret");
    secrets.put("telegram token", "1:sandbox");
    secrets.put("bootstrap key", TestEnvironment.KEY);
    String encryption = Files.readString(data.resolve("encryption-key")).strip();
    assertThat(encryption).hasSizeGreaterThan(40);
    secrets.put("encryption key", encryption);
    HubClient.Reply issued =
        hub.post("/api/sns/keys", Map.of("name", "once"), "Idempotency-Key", text("key"));
    secrets.put("issued key", issued.text("key"));
    assertThat(issued.text("key")).startsWith("snsk_");
    assertThat(hub.as(issued.text("key")).get("/api/sns/me").status()).isEqualTo(200);
    hub.as("snsk_00000000_not-a-key-but-somebody-s-password").get("/api/sns/me");
    secrets.put("mistyped key", "not-a-key-but-somebody-s-password");
  }

  private static String text(String about) {
    return HubClient.text(about);
  }

  /** Posts to each platform with all that can happen to a token, and waits for every end. */
  private void trouble(List<String> platforms, String text) {
    long first = publish(platforms, text);
    hub.awaitStatus(first, "published");
    fault(platforms, "publish", "expire_token", "times", 1);
    tried(publish(platforms, text("expired")));
    fault(platforms, "publish", "status", "code", 401, "times", 1);
    tried(publish(platforms, text("refused 401")));
    fault(platforms, "publish", "status", "code", 403, "times", 1);
    tried(publish(platforms, text("refused 403")));
    fault(platforms, "publish", "drop_after", "times", 1);
    tried(publish(platforms, text("lost")));
    fault(platforms, "any", "status", "code", 500, "times", 1);
    tried(publish(platforms, text("failed")));
    fault(platforms, "token", "expire_token");
    fault(platforms, "publish", "expire_token", "times", 1);
    tried(publish(platforms, text("revoked")));
  }

  private void fault(List<String> platforms, String operation, String kind, Object... more) {
    hub.clearFaults();
    platforms.stream()
        .map(SecretsTest::prefix)
        .distinct()
        .forEach(prefix -> hub.fault(prefix, operation, kind, more));
  }

  private static String prefix(String platform) {
    return platform.startsWith("youtube") ? "youtube" : platform;
  }

  private long publish(List<String> platforms, String text) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("content", text);
    body.put("platforms", platforms);
    body.put("media_urls", List.of(CLIP));
    body.put("on_failure", "keep");
    HubClient.Reply reply = hub.post("/api/sns/posts", body);
    // some accounts can't be used any more after what happened to them
    reply.body().path("errors").forEach(error -> platforms.remove(error.path("platform").asText()));
    return reply.status() == 201 ? reply.number("post_id") : publish(platforms, text);
  }

  /** Waits until each target has met its fault, whatever became of it. */
  private void tried(long post) {
    await("all of post " + post + " is tried")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                StreamSupport.stream(hub.show(post).body().path("targets").spliterator(), false)
                    .allMatch(SecretsTest::tried));
  }

  private static boolean tried(JsonNode target) {
    return target.path("status").asText().equals("confirmed")
        || target.path("error").hasNonNull("code");
  }

  /** Collects what the hub tells: every list and every object that the API has, and the metrics. */
  private void ask(String text) throws Exception {
    JsonNode document = hub.get("/api/openapi.json").body();
    List<String> paths = new ArrayList<>();
    document
        .path("paths")
        .fields()
        .forEachRemaining(
            path -> {
              if (path.getValue().has("get") && !path.getKey().contains("stream")) {
                paths.add(path.getKey());
              }
            });
    assertThat(paths).hasSizeGreaterThan(8);
    for (String path : paths) {
      if (!path.contains("{")) {
        answer(path, path);
        continue;
      }
      for (int id = 1; id <= 8; id++) {
        answer(path + " " + id, path.replaceAll("\\{[^}]+}", Integer.toString(id)));
      }
    }
    for (String path :
        List.of(
            "/actuator/prometheus", "/actuator/health", "/actuator/info", "/actuator/metrics")) {
      searched.put(path, fetch(process.management() + path, false));
    }
    searched.put(
        "jolokia",
        fetch(
                process.management() + "/actuator/jolokia/read/org.apache.camel:type=context,*",
                false)
            + fetch(process.management() + "/actuator/jolokia/read/java.lang:type=Runtime", false));
    assertThat(hub.posts(text)).isNotEmpty();
  }

  private void answer(String name, String path) throws Exception {
    searched.put(name, fetch(process.url() + path, true));
  }

  private String fetch(String url, boolean keyed) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (keyed) {
      request.header("Authorization", "Bearer " + TestEnvironment.KEY);
    }
    return http.send(request.build(), BodyHandlers.ofString()).body();
  }

  private void read() throws IOException {
    searched.put("log", Files.readString(process.log()));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!KEY_FILES.contains(name)) {
          searched.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>();
    searched.forEach(
        (place, text) ->
            secrets.forEach(
                (what, secret) -> {
                  String packed =
                      Base64.getEncoder()
                          .withoutPadding()
                          .encodeToString(secret.getBytes(StandardCharsets.UTF_8));
                  // the last characters of base64 depend on what follows
                  String stem = packed.substring(0, packed.length() - 3);
                  if (text.contains(secret) || stem.length() > 12 && text.contains(stem)) {
                    int at = Math.max(text.indexOf(secret), text.indexOf(stem));
                    findings.add(
                        what + " in " + place + ": " + around(text, at).replace(secret, "(IT)"));
                  }
                }));
    return findings;
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 60));
  }
}
