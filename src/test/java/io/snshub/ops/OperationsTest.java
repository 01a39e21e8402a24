package io.snshub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;

/** What an operator sees of a running hub. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.datasource.url=jdbc:h2:mem:ops;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1",
      "management.server.port=0",
      "hub.sandbox.port=0",
      "hub.data-dir=target/ops-test",
      "hub.bootstrap-key=" + OperationsTest.KEY
    })
@AutoConfigureObservability
class OperationsTest {
  static final String KEY = "a-key-for-the-tests-0123456789";

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private final HttpClient http = HttpClient.newHttpClient();

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  @Autowired CamelContext camel;
  @Autowired Welcome welcome;
  @Autowired Environment environment;

  private HttpResponse<String> get(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("X-API-Key", KEY)
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private JsonNode json(int port, String path) throws Exception {
    HttpResponse<String> answer = get(port, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void a_scrape_holds_the_promised_names_and_no_ids() throws Exception {
    get(port, "/api/sns/posts/987654321");

    String scrape = get(managementPort, "/actuator/prometheus").body();

    assertThat(scrape)
        .contains(
            "sns_requests_total{endpoint=\"/api/sns/posts/{id}\",method=\"GET\",status=\"404\"}",
            "sns_request_duration_seconds_bucket{endpoint=\"/api/sns/posts/{id}\"",
            "sns_targets_total{outcome=\"published\",platform=\"twitter\"} ",
            "sns_sagas{status=\"pending\"} ",
            "sns_outbox_pending ",
            "sns_outbox_oldest_seconds ",
            "sns_db_pool_size ",
            "sns_db_query_duration_seconds_count{query_type=\"select\"} ",
            "routeId=\"publish-post\"")
        .doesNotContain("987654321", "endpointName=");
  }

  @Test
  void health_tells_of_the_database_the_sagas_and_the_outbox() throws Exception {
    JsonNode parts = json(managementPort, "/actuator/health").path("components");

    for (String part : List.of("db", "diskSpace", "camelHealth", "sagas", "sagaDriver", "outbox")) {
      assertThat(parts.path(part).path("status").asText()).as(part).isEqualTo("UP");
    }
    assertThat(json(managementPort, "/actuator/health/liveness").path("components").has("db"))
        .isFalse();
    assertThat(json(managementPort, "/actuator/health/readiness").path("components").has("db"))
        .isTrue();
  }

  @Test
  void the_main_port_has_nothing_for_operators() throws Exception {
    for (String path :
        List.of(
            "/actuator",
            "/actuator/health",
            "/actuator/prometheus",
            "/actuator/hawtio",
            "/actuator/jolokia",
            "/hawtio",
            "/hawtio/proxy/localhost/80/",
            "/jolokia")) {
      assertThat(get(port, path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void hawtio_shows_the_routes_by_their_ids() throws Exception {
    assertThat(get(managementPort, "/actuator/hawtio/").body()).contains("<html");
    JsonNode routes =
        json(
            managementPort,
            "/actuator/jolokia/read/org.apache.camel:type=routes,name=%22publish-post%22,*/RouteId");

    assertThat(routes.path("value").findValuesAsText("RouteId")).containsExactly("publish-post");
  }

  @Test
  void the_start_message_names_the_ports_that_were_taken() {
    Places places = welcome.places(environment);

    assertThat(places.api()).isEqualTo("http://localhost:" + port);
    assertThat(places.management()).isEqualTo("http://localhost:" + managementPort);
    assertThat(places.sandbox()).startsWith("http://127.0.0.1:").doesNotEndWith(":0");
    assertThat(places.text()).doesNotContain(KEY);
  }

  @Test
  void the_document_describes_every_operation_with_its_schemas() throws Exception {
    JsonNode document = json(port, "/api/openapi.json");
    List<String> missing = new ArrayList<>();
    operations()
        .forEach(
            (name, verb) -> {
              String[] words = name.split(" ");
              JsonNode operation = document.path("paths").path(words[1]).path(words[0]);
              if (operation.isMissingNode()) {
                missing.add(name);
                return;
              }
              if (verb.getType() != null
                  && schemas(operation.path("requestBody")).stream().noneMatch(this::says)) {
                missing.add(name + ": what it takes");
              }
              if (verb.getOutType() != null
                  && schemas(operation.path("responses").path("200")).isEmpty()
                  && schemas(operation.path("responses").path("201")).isEmpty()) {
                missing.add(name + ": what it gives");
              }
              operation
                  .path("responses")
                  .fields()
                  .forEachRemaining(
                      answer -> {
                        if (answer.getKey().startsWith("2")
                            && !answer.getKey().equals("204")
                            && schemas(answer.getValue()).stream().noneMatch(this::says)) {
                          missing.add(name + ": " + answer.getKey() + " has no schema");
                        }
                      });
            });

    assertThat(missing).isEmpty();
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }

  private boolean says(JsonNode schema) {
    return schema.has("$ref") || schema.has("type") || schema.has("oneOf") || schema.has("allOf");
  }

  private static List<JsonNode> schemas(JsonNode holder) {
    List<JsonNode> found = new ArrayList<>();
    holder
        .path("content")
        .forEach(
            media -> {
              if (media.has("schema")) {
                found.add(media.get("schema"));
              }
            });
    return found;
  }

  /** Every operation that the REST DSL of all rooms declares: {@code get /api/sns/posts/{id}}. */
  private Map<String, VerbDefinition> operations() {
    Map<String, VerbDefinition> found = new TreeMap<>();
    Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
    for (RestDefinition rest : model.getRestDefinitions()) {
      for (VerbDefinition verb : rest.getVerbs()) {
        String path = (rest.getPath() == null ? "" : rest.getPath()) + "/";
        String tail = verb.getPath() == null ? "" : verb.getPath();
        String full = (path + tail).replaceAll("/+", "/").replaceAll("(.)/$", "$1");
        found.put(verb.asVerb() + " " + full, verb);
      }
    }
    assertThat(found).hasSizeGreaterThan(10);
    return found;
  }
}
