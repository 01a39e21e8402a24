package io.snshub.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

/** The whole stack, from the socket to a route and back. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.datasource.url=jdbc:h2:mem:web;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1",
      "management.server.port=0",
      "hub.sandbox.enabled=false",
      "hub.data-dir=target/web-test",
      "hub.bootstrap-key=" + WebStackTest.KEY,
      "hub.web.max-body=4KB",
      "hub.web.max-upload=64KB",
      // so that a test can come from elsewhere
      "hub.proxies.trusted=127.0.0.0/8,::1",
      "hub.rate-limits.keyless-per-hour=50",
      "hub.web.head-time=2s",
      "camel.main.jmx-enabled=false",
      "hub.web.body-time=2s",
      "hub.cors.allowed-origins=https://app.example.com"
    })
@AutoConfigureObservability
class WebStackTest {
  static final String KEY = "a-key-for-the-tests-0123456789";

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private final HttpClient http = HttpClient.newHttpClient();

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  @Autowired MeterRegistry meters;

  @TestConfiguration(proxyBeanMethods = false)
  static class Echo {
    @Bean
    EchoRoutes echoRoutes() {
      return new EchoRoutes();
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + KEY);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = to(path);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  private JsonNode problem(HttpResponse<String> answer, int status, String code) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("trace_id").asText()).matches("[0-9a-f]{32}");
    assertThat(problem.path("type").asText()).isEqualTo("urn:sns-hub:problem:" + code);
    assertThat(answer.body()).doesNotContain("io.snshub", "java.", "Exception", "org.apache");
    return problem;
  }

  private String raw(String request) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void tells_the_caller_who_it_is() throws Exception {
    HttpResponse<String> answer = get("/api/sns/me");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer))
        .isEqualTo(
            JSON.readTree(
                """
                {"user_id":1,"name":"administrator","admin":true,
                 "key":{"id":1,"prefix":"bootstrap","scopes":["admin"],"expires_at":null}}"""));
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void takes_the_shortcut_when_nothing_is_in_doubt() throws Exception {
    assertThat(json(get("/api/test/way/7")).path("short").asBoolean()).isTrue();
    assertThat(json(get("/api/test/way/7.x-y_z")).path("short").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/test/way/%37, Accept, */*",
    "/api/test/way/a;b=c, Accept, */*",
    "/api/test/way/~a, Accept, */*",
    "/api/test/way/7, Origin, https://app.example.com",
    "/api/test/way/7, X-Long-Way, \u00e9",
    "/api/test/way/7, Content-Type, text/plain",
  })
  void goes_the_long_way_with_anything_unusual(String path, String name, String value)
      throws Exception {
    String answer =
        raw(
            "GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: %s\r\n%s: %s\r\n\r\n"
                .formatted(path, KEY, name, value));

    assertThat(answer).doesNotContain("\"short\":true");
  }

  @Test
  void accepts_the_key_in_either_header() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/sns/me"))
            .header("X-API-Key", KEY);

    assertThat(send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void refuses_two_different_keys() throws Exception {
    problem(get("/api/sns/me", "X-API-Key", "another"), 400, "ambiguous_key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/sns/me", "/api/nothing", "/api/openapi.json/x", "/api"})
  void asks_for_a_key_everywhere_under_api(String path) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));

    HttpResponse<String> answer = send(request);

    problem(answer, 401, "unauthorized");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void shows_a_route_only_listed_headers() throws Exception {
    HttpResponse<String> answer =
        get(
            "/api/test/notes/7",
            "Cookie",
            "a=b",
            "CamelHttpUri",
            "http://evil.example",
            "camelfilename",
            "../../x",
            "kafka.OVERRIDE_TOPIC",
            "other",
            "Long-Running-Action",
            "http://evil.example",
            "org.apache.camel.x",
            "y",
            "If-None-Match",
            "\"1\"");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("headers").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("if-none-match", "user-agent");
  }

  @Test
  void gives_no_header_back_that_is_not_on_the_list() throws Exception {
    HttpResponse<String> answer = get("/api/test/notes/7", "Cookie", "a=b");

    assertThat(answer.headers().map().keySet())
        .doesNotContain("authorization", "cookie", "x-private", "user-agent")
        .contains("etag", "x-content-type-options");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // what steers producers, by family
        "CamelHttpUri",
        "CamelHttpPath",
        "CamelHttpMethod",
        "CamelHttpQuery",
        "CamelHttpResponseCode",
        "CamelHttpRawQuery",
        "CamelRestHttpUri",
        "CamelVertxHttpConnectTimeout",
        "CamelFileName",
        "CamelFileNameOnly",
        "CamelSqlQuery",
        "CamelSqlParameters",
        "CamelSqlRetrieveGeneratedKeys",
        "CamelBeanMethodName",
        "CamelBeanParameters",
        "CamelQuartzFireTime",
        "CamelToEndpoint",
        "CamelSlipEndpoint",
        "CamelRoutingSlipEndpoint",
        "CamelLoopIndex",
        "CamelSplitIndex",
        "CamelAggregatorEndBatch",
        "CamelExecCommandExecutable",
        "CamelCaffeineKey",
        "CamelRedis.Key",
        "CAMELHTTPURI",
        "camelhttpuri",
        "kafka.OVERRIDE_TOPIC",
        "kafka.KEY",
        "kafka.PARTITION_KEY",
        "kafka.OVERRIDE_TIMESTAMP",
        "Long-Running-Action",
        "Camel-Saga-Compensate",
        "Camel-Saga-Complete",
        "TimeLimit",
        "Link",
        "breadcrumbId",
        "JMSReplyTo",
        "SOAPAction",
        "Authorization",
        "X-API-Key",
        "Cookie",
        "X-Forwarded-For",
        "Host"
      })
  void no_header_line_and_no_parameter_steers_a_route(String name) throws Exception {
    String line = name.equals("Host") ? "X-Nothing: x" : name + ": " + KEY;
    String answer =
        raw(
            "GET /api/test/notes/7 HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                + KEY
                + "\r\nConnection: close\r\n"
                + line
                + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"headers\":{}");
    problem(get("/api/test/notes/7?" + name + "=x"), 400, "validation_failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CamelHttpUri=http://evil.example",
        "Long-Running-Action=x",
        "kafka.KEY=x",
        "camelFileName=x",
        "surprise"
      })
  void refuses_undeclared_parameters(String query) throws Exception {
    JsonNode problem = problem(get("/api/test/notes/7?" + query), 400, "validation_failed");

    assertThat(problem.path("errors").get(0).path("message").asText())
        .contains("unknown parameter", "limit, offset, from, colour");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0 | limit | between 1 and 100",
        "limit=101 | limit | between 1 and 100",
        "limit=x | limit | whole number",
        "limit=5&limit=6 | limit | more than once",
        "offset=-1 | offset | negative",
        "from=yesterday | from | time such as",
        "colour=blue | colour | one of red, dark_green"
      })
  void checks_declared_parameters(String query, String field, String message) throws Exception {
    JsonNode error =
        problem(get("/api/test/notes/7?" + query), 400, "validation_failed").path("errors").get(0);

    assertThat(error.path("field").asText()).isEqualTo(field);
    assertThat(error.path("message").asText()).contains(message);
  }

  @Test
  void gives_a_route_its_parameters() throws Exception {
    JsonNode seen = json(get("/api/test/notes/7?limit=5&colour=red&from=2026-01-31T12:00:00Z"));

    assertThat(seen.path("limit").asInt()).isEqualTo(5);
    assertThat(seen.path("colours").get(0).asText()).isEqualTo("red");
    assertThat(seen.path("variables").path("caller").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\": | invalid_json | line 1, column",
        "'' | invalid_json | empty",
        "{\"content\":\"a\"} x | invalid_json | line 1",
        "{\"content\":\"a\",\"content\":\"b\"} | invalid_json | Duplicate",
        "null | invalid_json | object is needed",
        "{\"contents\":\"a\"} | validation_failed | contents: unknown field; allowed: colour, content, count, due_at, parts",
        "{\"content\":5} | validation_failed | content: must be a text",
        "{\"content\":\"a\",\"count\":\"5\"} | validation_failed | count: must be a whole number",
        "{\"content\":\"a\",\"count\":1.5} | validation_failed | count: must be a whole number",
        "{\"content\":\"a\",\"due_at\":5} | validation_failed | due_at: must be a time",
        "{\"content\":\"a\",\"due_at\":\"soon\"} | validation_failed | due_at: must be a time",
        "{\"content\":\"a\",\"colour\":\"blue\"} | validation_failed | colour: must be one of red, dark_green",
        "{\"content\":\"a\",\"parts\":[{\"loud\":\"yes\"}]} | validation_failed | parts[0].loud: must be true or false",
        "{\"content\":\"a\",\"parts\":{}} | validation_failed | parts: must be a list",
        "{\"content\":\" \"} | validation_failed | content: must not be blank",
        "{\"content\":\"12345678901\"} | validation_failed | content: size must be between 0 and 10",
        "[] | validation_failed | body: must be an object"
      })
  void says_what_is_wrong_with_a_body(String body, String code, String detail) throws Exception {
    JsonNode problem = problem(post("/api/test/notes", body), 400, code);

    assertThat(problem.path("detail").asText()).contains(detail);
  }

  @Test
  void answers_with_status_location_and_lower_case_words() throws Exception {
    HttpResponse<String> answer =
        post(
            "/api/test/notes", "{\"content\":\"a\",\"colour\":\"dark_green\"}", "Prefer", "wait=3");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/api/test/notes/");
    assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=3");
    assertThat(json(answer).path("colour").asText()).isEqualTo("dark_green");
  }

  @Test
  void ignores_a_preference_it_can_not_honour() throws Exception {
    HttpResponse<String> answer =
        post("/api/test/notes", "{\"content\":\"a\"}", "Prefer", "wait=61");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Preference-Applied")).isEmpty();
  }

  @Test
  void gives_the_first_answer_again() throws Exception {
    String key = UUID.randomUUID().toString();

    HttpResponse<String> first =
        post("/api/test/notes", "{\"content\":\"a\"}", "Idempotency-Key", key);
    HttpResponse<String> second =
        post("/api/test/notes", "{\"content\":\"a\"}", "Idempotency-Key", key);
    HttpResponse<String> other =
        post("/api/test/notes", "{\"content\":\"b\"}", "Idempotency-Key", key);

    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    problem(other, 422, "idempotency_key_reused");
  }

  @Test
  void refuses_a_bad_idempotency_key() throws Exception {
    problem(
        post("/api/test/notes", "{\"content\":\"a\"}", "Idempotency-Key", "x".repeat(256)),
        400,
        "validation_failed");
  }

  @Test
  void keeps_a_secret_answer_sealed_and_replays_it() throws Exception {
    String key = UUID.randomUUID().toString();

    HttpResponse<String> first = post("/api/sns/keys", "{\"name\":\"ci\"}", "Idempotency-Key", key);
    HttpResponse<String> second =
        post("/api/sns/keys", "{\"name\":\"ci\"}", "Idempotency-Key", key);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void knows_other_media_types_as_unsupported() throws Exception {
    HttpRequest.Builder text =
        to("/api/test/notes")
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("x"));
    HttpRequest.Builder none = to("/api/test/notes").POST(BodyPublishers.ofString("{}"));
    HttpRequest.Builder form =
        to("/api/test/notes")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("CamelHttpUri=x"));

    problem(send(text), 415, "unsupported_media_type");
    problem(send(none), 415, "unsupported_media_type");
    problem(send(form), 415, "unsupported_media_type");
    problem(get("/api/sns/me", "Accept", "text/html"), 406, "not_acceptable");
    assertThat(get("/api/sns/me", "Accept", "text/html, */*;q=0.1").statusCode()).isEqualTo(200);
  }

  @Test
  void limits_bodies_of_declared_and_undeclared_length() throws Exception {
    byte[] large = ("{\"content\":\"" + "x".repeat(5_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));

    for (BodyPublisher body : List.of(BodyPublishers.ofByteArray(large), chunked)) {
      HttpResponse<String> answer =
          send(to("/api/test/notes").header("Content-Type", "application/json").POST(body));
      problem(answer, 413, "payload_too_large");
    }
  }

  @Test
  void reads_uploads_and_limits_them() throws Exception {
    HttpResponse<String> small = send(upload(1_000));
    HttpResponse<String> large = send(upload(100_000));

    assertThat(json(small).path("bytes").asLong()).as(small.body()).isEqualTo(1_000);
    problem(large, 413, "payload_too_large");
  }

  private HttpRequest.Builder upload(int size) {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../x.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n"
            + "x".repeat(size)
            + "\r\n--b--\r\n";
    return to("/api/test/uploads")
        .header("Content-Type", "multipart/form-data; boundary=b")
        .POST(
            BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void knows_no_such_path_or_method() throws Exception {
    problem(get("/api/sns/nothing"), 404, "not_found");
    problem(get("/nothing"), 404, "not_found");
    problem(get("/error"), 404, "not_found");
    problem(get("/api/test/notes/abc"), 404, "not_found");
    HttpResponse<String> method = send(to("/api/test/notes/7").DELETE());
    problem(method, 405, "method_not_allowed");
    assertThat(method.headers().firstValue("Allow")).contains("GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/test/broken", "/api/test/unguarded"})
  void says_nothing_about_its_own_failures(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    problem(answer, 500, "internal_error");
    assertThat(answer.body()).doesNotContain("secret detail");
  }

  @Test
  void takes_an_empty_body_where_none_is_declared() throws Exception {
    assertThat(send(to("/api/test/ping").POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(200);
    assertThat(post("/api/test/ping", "{}").statusCode()).isEqualTo(200);
    problem(post("/api/test/ping", "{\"a\":1}"), 400, "validation_failed");
  }

  @Test
  void waits_for_a_route_that_goes_on_elsewhere() throws Exception {
    HttpResponse<String> answer = get("/api/test/later");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("late").asBoolean()).isTrue();
  }

  @Test
  void sends_each_event_of_a_stream_at_once() throws Exception {
    HttpResponse<InputStream> answer =
        http.send(to("/api/test/events").build(), BodyHandlers.ofInputStream());

    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    try (InputStream body = answer.body()) {
      EchoRoutes.EVENTS.put("data: 1\n\n");
      assertThat(new String(body.readNBytes(9), StandardCharsets.UTF_8)).isEqualTo("data: 1\n\n");
      EchoRoutes.EVENTS.put("data: 2\n\n");
      assertThat(new String(body.readNBytes(9), StandardCharsets.UTF_8)).isEqualTo("data: 2\n\n");
      EchoRoutes.EVENTS.put("");
      assertThat(body.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/test/notes/a%2Fb HTTP/1.1",
        "GET /api/test/notes/a%00b HTTP/1.1",
        "GET /api/test/notes/%zz HTTP/1.1",
        "GET /api/test/notes/a<b> HTTP/1.1",
        "GET /api/test/../../etc HTTP/1.1",
        "GET /api/test/notes/a;b=c HTTP/1.1",
        "GET //api/sns/me HTTP/1.1",
        "BREW /api/sns/me HTTP/1.1",
        "CONNECT /api/sns/me HTTP/1.1",
        "TRACE /api/sns/me HTTP/1.1",
        "GET /api/sns/me HTTP/9.9",
        "GET /api/test/notes/7?a=%zz HTTP/1.1"
      })
  void answers_broken_requests_with_a_problem(String line) throws Exception {
    String answer =
        raw(line + "\r\nHost: localhost\r\nX-API-Key: " + KEY + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
    assertThat(answer).contains("\"trace_id\":\"", "\"status\":400").doesNotContain("<html");
  }

  /** Says a byte now and then, and returns what comes back before the connection is closed. */
  private String drip(String beginning, char more) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
      socket.setSoTimeout(100);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      // far more than it takes, so that a server without an end to its patience fails the test
      for (int drops = 0; drops < 300; drops++) {
        try {
          socket.getOutputStream().write(more);
          byte[] said = new byte[4_096];
          int many = socket.getInputStream().read(said);
          if (many < 0) {
            return answer.toString(StandardCharsets.ISO_8859_1);
          }
          answer.write(said, 0, many);
        } catch (SocketTimeoutException e) {
          // nothing yet
        } catch (SocketException e) {
          return answer.toString(StandardCharsets.ISO_8859_1);
        }
      }
      throw new AssertionError("still listening; said so far: " + answer);
    }
  }

  @Test
  void has_no_endless_patience_with_a_slow_head() throws Exception {
    assertThat(drip("GET /api/sns/me HTTP/1.1\r\nX-Slow: ", 'x')).isEmpty();
    assertThat(drip("GET /api/sns/m", 'x')).isEmpty();
  }

  @Test
  void has_no_endless_patience_with_a_slow_body() throws Exception {
    String head =
        "POST /api/test/notes HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
            + KEY
            + "\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{\"content\":\"";

    assertThat(drip(head, 'x')).startsWith("HTTP/1.1 408").contains("request_timeout");
  }

  @Test
  void has_no_endless_patience_with_the_body_of_a_stranger() throws Exception {
    String head =
        "POST /api/test/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000000\r\n\r\n{";

    assertThat(drip(head, 'x')).startsWith("HTTP/1.1 401");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-API-Key: wrong", "X-API-Key: " + KEY})
  void goes_on_with_a_connection_whose_request_was_refused_unread(String key) throws Exception {
    String refused =
        "POST /api/sns/me HTTP/1.1\r\nHost: localhost\r\n"
            + key
            + "\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n";
    String next =
        "GET /api/sns/me HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
            + KEY
            + "\r\nConnection: close\r\n\r\n";

    assertThat(raw(refused + "{\"a\":123}" + next))
        .containsPattern("(?s)^HTTP/1.1 40[15] .*HTTP/1.1 200 .*\"user_id\":1");
  }

  @Test
  void does_not_unpack_what_it_is_sent() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[10_000_000]);
    }
    HttpRequest.Builder bomb =
        to("/api/test/notes")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip");

    problem(
        send(bomb.POST(BodyPublishers.ofByteArray(packed.toByteArray()))),
        415,
        "unsupported_media_type");
  }

  @Test
  void tells_browsers_what_an_answer_may_do() throws Exception {
    HttpResponse<String> answer = get("/api/sns/me");

    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    HttpResponse<String> page = get("/api/docs");
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("script-src 'self'", "frame-ancestors 'none'");
    assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .containsIgnoringCase("x-content-type-options: nosniff")
        .containsIgnoringCase("cache-control: no-store");
  }

  private String crossOrigin(String method, String origin) throws Exception {
    return raw(
        method
            + " /api/sns/me HTTP/1.1\r\nHost: localhost\r\nOrigin: "
            + origin
            + "\r\nX-API-Key: "
            + KEY
            + "\r\nAccess-Control-Request-Method: GET\r\n"
            + "Access-Control-Request-Headers: authorization\r\nConnection: close\r\n\r\n");
  }

  @Test
  void lets_pages_of_listed_sites_ask_and_no_others() throws Exception {
    assertThat(crossOrigin("OPTIONS", "https://app.example.com"))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("access-control-allow-origin: https://app.example.com")
        .containsIgnoringCase("access-control-allow-headers: authorization");
    assertThat(crossOrigin("GET", "https://app.example.com"))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("access-control-allow-origin: https://app.example.com")
        .doesNotContainIgnoringCase("access-control-allow-credentials");
    assertThat(crossOrigin("OPTIONS", "https://app.example.com.evil.example"))
        .startsWith("HTTP/1.1 403")
        .contains("\"code\":\"forbidden\"")
        .doesNotContainIgnoringCase("access-control-allow");
    assertThat(crossOrigin("GET", "null"))
        .startsWith("HTTP/1.1 200")
        .doesNotContainIgnoringCase("access-control-allow");
  }

  @Test
  void answers_oversized_headers_with_a_problem() throws Exception {
    String answer =
        raw(
            "GET /api/sns/me HTTP/1.1\r\nHost: localhost\r\nX-Long: "
                + "x".repeat(20_000)
                + "\r\n\r\n");

    assertThat(answer).containsPattern("^HTTP/1.1 4(00|31)");
    assertThat(answer).contains("\"trace_id\"");
  }

  @Test
  void counts_requests_under_their_template() throws Exception {
    get("/api/test/notes/12345");
    get("/api/wp-login.php");

    assertThat(meters.find("sns.requests").tag("endpoint", "/api/test/notes/{id}").counters())
        .isNotEmpty();
    assertThat(meters.find("sns.requests").tag("endpoint", "other").counters()).isNotEmpty();
    assertThat(meters.find("sns.requests").counters())
        .noneMatch(counter -> String.valueOf(counter.getId().getTag("endpoint")).contains("12345"));
    HttpRequest.Builder scrape =
        HttpRequest.newBuilder(
            URI.create("http://localhost:" + managementPort + "/actuator/health"));
    HttpResponse<String> health = send(scrape);
    assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
  }

  @Test
  void separates_tenants() throws Exception {
    long user = json(post("/api/sns/users", "{\"name\":\"second\"}")).path("user_id").asLong();
    JsonNode issued = json(post("/api/sns/keys", "{\"user_id\":" + user + "}"));
    String theirs = issued.path("key").asText();
    assertThat(theirs).matches("snsk_[0-9a-f]{8}_[\\w-]{43}");

    HttpResponse<String> me = as(theirs, "/api/sns/me", "GET");
    assertThat(json(me).path("user_id").asLong()).isEqualTo(user);
    assertThat(json(me).path("key").path("prefix").asText()).isEqualTo(theirs.substring(0, 13));
    problem(as(theirs, "/api/sns/users", "GET"), 403, "forbidden");
    problem(as(theirs, "/api/sns/keys/1", "DELETE"), 404, "not_found");
    assertThat(as(theirs, "/api/sns/keys/" + issued.path("id").asLong(), "DELETE").statusCode())
        .isEqualTo(204);
    problem(as(theirs, "/api/sns/me", "GET"), 401, "unauthorized");
  }

  private HttpResponse<String> as(String key, String path, String method) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("X-API-Key", key)
            .method(method, BodyPublishers.noBody()));
  }

  @Test
  void describes_itself_completely() throws Exception {
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/openapi.json")));
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(answer.body(), null, options);

    assertThat(parsed.getMessages()).isEmpty();
    OpenAPI api = parsed.getOpenAPI();
    assertThat(api.getPaths()).containsKeys("/api/test/notes/{id}", "/api/sns/keys/{id}");
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> complete(method + " " + path, operation)));
    Matcher refs = Pattern.compile("\"#/components/(\\w+)/(\\w+)\"").matcher(answer.body());
    JsonNode components = json(answer).path("components");
    while (refs.find()) {
      assertThat(components.path(refs.group(1)).has(refs.group(2))).as(refs.group()).isTrue();
    }
    JsonNode note = components.path("schemas").path("Note");
    assertThat(note.path("properties").has("due_at")).isTrue();
    assertThat(note.path("required")).hasSize(1);
    assertThat(note.path("properties").path("colour").path("enum"))
        .isEqualTo(JSON.readTree("[\"red\",\"dark_green\"]"));
    assertThat(answer.body()).doesNotContain("io.snshub", "x-className", "camelContext");
  }

  private static void complete(String name, Operation operation) {
    assertThat(operation.getOperationId()).as(name).isNotBlank();
    assertThat(operation.getSummary()).as(name).isNotBlank();
    assertThat(operation.getTags()).as(name).isNotEmpty();
    assertThat(operation.getResponses()).as(name).containsKeys("400", "500");
    if (name.endsWith("/callback")) {
      // platforms send browsers there, which have no key
      assertThat(operation.getSecurity()).as(name).isNull();
      return;
    }
    assertThat(operation.getSecurity()).as(name).isNotEmpty();
    assertThat(operation.getResponses()).as(name).containsKey("401");
  }

  @Test
  void tells_a_key_what_it_may_still_do_until_it_may_not() throws Exception {
    String issued =
        json(post("/api/sns/keys", "{\"limits\":{\"creates_per_minute\":2}}")).path("key").asText();
    HttpRequest.Builder create =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/sns/posts"))
            .header("X-API-Key", issued)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));

    HttpResponse<String> first = send(create);
    HttpResponse<String> second = send(create);
    HttpResponse<String> third = send(create);

    problem(first, 400, "validation_failed");
    assertThat(first.headers().firstValue("RateLimit-Limit")).contains("2");
    assertThat(first.headers().firstValue("RateLimit-Remaining")).contains("1");
    assertThat(second.headers().firstValue("RateLimit-Remaining")).contains("0");
    problem(third, 429, "rate_limited");
    assertThat(third.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 30L);
    assertThat(third.headers().firstValueAsLong("RateLimit-Reset").orElse(0)).isBetween(1L, 60L);
    assertThat(post("/api/sns/posts", "{}").statusCode()).as("another key").isEqualTo(400);
    assertThat(send(to("/api/sns/me").setHeader("Authorization", "Bearer " + issued)).statusCode())
        .as("another class")
        .isEqualTo(200);
  }

  private HttpResponse<String> from(String address, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("X-Forwarded-For", address);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  @Test
  void counts_requests_without_a_valid_key_by_address() throws Exception {
    String guessed = "Bearer guessed";
    for (int i = 0; i < 49; i++) {
      problem(from("203.0.113.7", "/api/sns/me", "Authorization", guessed), 401, "unauthorized");
    }
    assertThat(from("203.0.113.7", "/api/openapi.json").statusCode()).isEqualTo(200);

    HttpResponse<String> refused = from("203.0.113.7", "/api/sns/me", "Authorization", guessed);

    problem(refused, 429, "rate_limited");
    assertThat(refused.headers().firstValue("RateLimit-Limit")).contains("50");
    problem(from("203.0.113.7", "/api/openapi.json"), 429, "rate_limited");
    problem(from("203.0.113.8", "/api/sns/me"), 401, "unauthorized");
    assertThat(from("203.0.113.7", "/api/sns/me", "Authorization", "Bearer " + KEY).statusCode())
        .as("a valid key from the same address")
        .isEqualTo(200);
  }

  @Test
  void serves_its_description_offline() throws Exception {
    for (String path :
        List.of(
            "/api/docs",
            "/api/docs/start.js",
            "/api/openapi.yaml",
            "/webjars/swagger-ui/5.30.3/swagger-ui-bundle.js")) {
      HttpResponse<InputStream> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
              BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      answer.body().close();
    }
    HttpResponse<String> root =
        send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/")));
    assertThat(root.statusCode()).isBetween(302, 303);
    assertThat(root.headers().firstValue("Location").orElse("")).endsWith("/api/docs");
  }
}
