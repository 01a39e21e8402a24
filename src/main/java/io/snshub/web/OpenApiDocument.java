package io.snshub.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.Yaml;
import io.swagger.v3.oas.models.OpenAPI;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.openapi.BeanConfig;
import org.apache.camel.openapi.RestOpenApiReader;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI 3 document, made once from the REST DSL of all rooms: paths and parameters by
 * camel-openapi-java, schemas by {@link OpenApiSchemas} because Camel's know neither snake_case nor
 * our types, the rest (security, errors, shared headers) by {@link OpenApiCompletion}. Safe for
 * concurrent use; made at the first request for it, when all routes are known.
 */
public final class OpenApiDocument {
  private final CamelContext camel;
  private final ObjectMapper webJson;
  private @Nullable OpenAPI made;

  OpenApiDocument(CamelContext camel, ObjectMapper webJson) {
    this.camel = camel;
    this.webJson = webJson;
  }

  /** Returns the document as JSON. */
  public byte[] json() {
    return Json.pretty(document()).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the document as YAML. */
  public byte[] yaml() {
    return Yaml.pretty(document()).getBytes(StandardCharsets.UTF_8);
  }

  private synchronized OpenAPI document() {
    OpenAPI known = made;
    if (known == null) {
      known = make();
      made = known;
    }
    return known;
  }

  private OpenAPI make() {
    BeanConfig config = new BeanConfig();
    config.setDefaultConsumes("application/json");
    config.setDefaultProduces("application/json");
    Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
    model.getRestDefinitions().forEach(rest -> TypeNames.repair(rest, camel.getClassResolver()));
    OpenAPI api;
    try {
      api =
          new RestOpenApiReader()
              .read(
                  camel,
                  model.getRestDefinitions(),
                  config,
                  camel.getName(),
                  camel.getClassResolver());
    } catch (Exception e) {
      throw new IllegalStateException("the REST DSL can't be described as OpenAPI", e);
    }
    api.setOpenapi("3.0.3");
    new OpenApiSchemas(camel.getClassResolver(), webJson).replaceIn(api);
    OpenApiForms.describe(api, model.getRestDefinitions());
    OpenApiCompletion.complete(api, webJson);
    return api;
  }
}
