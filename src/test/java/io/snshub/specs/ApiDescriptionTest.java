package io.snshub.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {
  private static final String TEXT =
      """
      {"openapi":"3.0.0","paths":{
        "/things":{"post":{
          "parameters":[{"$ref":"#/components/parameters/page"},
            {"name":"kinds","in":"query","explode":false,"schema":{"type":"array","items":
              {"type":"string","enum":["a","b"]}}}],
          "requestBody":{"required":true,"content":{
            "application/json":{"schema":{"$ref":"#/components/schemas/Thing"}},
            "multipart/form-data":{"schema":{"type":"object","required":["file"],"properties":
              {"file":{"type":"string"},"part":{"type":"integer"}}}}}},
          "responses":{"201":{"content":{"application/json":{"schema":
            {"$ref":"#/components/schemas/Thing"}}}},"204":{}}}},
        "/things/{id}":{"get":{"parameters":[{"name":"id","in":"path","required":true,
            "schema":{"type":"string","pattern":"^\\\\d+$"}},
            {"name":"fields","in":"query","required":true,"schema":{"type":"string"}}]}},
        "/things/first":{"get":{}}},
      "components":{"parameters":{"page":{"name":"page","in":"query","schema":
          {"type":"integer","maximum":9}}},
        "schemas":{"Thing":{"type":"object","required":["name"],"properties":{
          "name":{"type":"string","maxLength":5},
          "note":{"type":"string","nullable":true},
          "source":{"oneOf":[{"$ref":"#/components/schemas/Url"},
            {"$ref":"#/components/schemas/Data"}]}}},
          "Url":{"type":"object","required":["url"],"properties":{"kind":{"type":"string",
            "enum":["url"]},"url":{"type":"string"}}},
          "Data":{"type":"object","required":["data"],"properties":{"kind":{"type":"string",
            "enum":["data"]},"data":{"type":"string"}}}}}}
      """;
  private final ApiDescription description = description();

  private static ApiDescription description() {
    try {
      return new ApiDescription(new JsonMapper().readTree(TEXT), "/v5");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void takes_what_is_described() {
    assertThat(sent("{\"name\":\"ab\",\"note\":null}")).isEmpty();
    assertThat(sent("{\"name\":\"ab\",\"source\":{\"kind\":\"url\",\"url\":\"u\"}}")).isEmpty();
    assertThat(post("page=9&kinds=a,b", "application/json", "\"json\":{\"name\":\"ab\"}"))
        .isEmpty();
    assertThat(call("GET", "/v5/things/42", "fields=x", "", 0, "\"z\":0")).isEmpty();
    assertThat(call("GET", "/v5/things/first", "", "", 0, "\"z\":0")).isEmpty();
  }

  @Test
  void finds_a_body_that_is_not_as_described() {
    assertThat(sent("{}")).singleElement().asString().contains("name");
    assertThat(sent("{\"name\":\"abcdef\"}")).hasSize(1);
    assertThat(sent("{\"name\":1}")).hasSize(1);
    assertThat(sent("{\"name\":\"ab\",\"source\":{\"kind\":\"url\"}}")).isNotEmpty();
    assertThat(sent("{\"name\":\"ab\",\"nane\":\"b\"}"))
        .containsExactly("body.nane is not described");
    assertThat(sent("{\"name\":\"ab\",\"source\":{\"kind\":\"url\",\"url\":\"u\",\"x\":1}}"))
        .containsExactly("body.source.x is not described");
    assertThat(call("POST", "/v5/things", "", "application/json", 0, "\"z\":0"))
        .containsExactly("the body is missing");
    assertThat(post("", "text/plain", "\"z\":0")).singleElement().asString().contains("text/plain");
    assertThat(post("", "application/json", "\"z\":0"))
        .singleElement()
        .asString()
        .contains("doesn't hold");
  }

  @Test
  void finds_parameters_that_are_not_as_described() {
    String body = "\"json\":{\"name\":\"ab\"}";
    assertThat(post("page=10", "application/json", body)).hasSize(1);
    assertThat(post("page=soon", "application/json", body)).hasSize(1);
    assertThat(post("kinds=a,c", "application/json", body)).hasSize(1);
    assertThat(post("pages=1", "application/json", body))
        .containsExactly("query parameter pages is not described");
    assertThat(call("GET", "/v5/things/x", "fields=x", "", 0, "\"z\":0")).hasSize(1);
    assertThat(call("GET", "/v5/things/42", "", "", 0, "\"z\":0"))
        .containsExactly("query parameter fields is missing");
  }

  @Test
  void finds_operations_that_do_not_exist() {
    for (String path : List.of("/v5/thing", "/things/42", "/v5/things/42/more")) {
      assertThat(call("GET", path, "", "", 0, "\"z\":0")).containsExactly("no such operation");
    }
    assertThat(call("PATCH", "/v5/things/42", "", "", 0, "\"z\":0"))
        .containsExactly("no such operation");
  }

  @Test
  void reads_a_form_as_its_schema_means_it() {
    String file = "\"parts\":[{\"name\":\"file\",\"size\":3}]";
    assertThat(post("", "multipart/form-data; boundary=b", "\"form\":{\"part\":\"1\"}," + file))
        .isEmpty();
    assertThat(post("", "multipart/form-data", "\"form\":{\"part\":\"x\"}," + file)).hasSize(1);
    assertThat(post("", "multipart/form-data", "\"form\":{\"part\":\"1\"}")).hasSize(1);
  }

  @Test
  void looks_at_answers_too() {
    assertThat(description.problems("POST", "/v5/things", 201, "{\"name\":\"ab\"}")).isEmpty();
    assertThat(description.problems("POST", "/v5/things", 204, "")).isEmpty();
    assertThat(description.problems("POST", "/v5/things", 201, "{\"nane\":\"ab\"}")).isNotEmpty();
    assertThat(description.problems("POST", "/v5/things", 201, "")).isNotEmpty();
    assertThat(description.problems("POST", "/v5/things", 200, "{}")).hasSize(1);
  }

  private List<String> sent(String json) {
    return post("", "application/json", "\"json\":" + json);
  }

  private List<String> post(String query, String type, String body) {
    return call("POST", "/v5/things", query, type, 10, body);
  }

  private List<String> call(
      String method, String path, String query, String type, int size, String body) {
    return description.problems(
        JournaledCall.of(
            ("{\"platform\":\"p\",\"method\":\"%s\",\"path\":\"%s\",\"query\":\"%s\",\"size\":%d,"
                    + "\"headers\":{\"content-type\":\"%s\"},%s}")
                .formatted(method, path, query, size, type, body)));
  }
}
