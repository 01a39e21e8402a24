package io.snshub.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.call.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds to each operation what the door does for it: keys, shared headers, refusals. */
final class OpenApiCompletion {
  private static final Map<Integer, String> REFUSALS = new LinkedHashMap<>();

  static {
    REFUSALS.put(400, "The request is not valid");
    REFUSALS.put(401, "No API key, or one that is not valid");
    REFUSALS.put(403, "Not allowed with this key");
    REFUSALS.put(404, "No such object, or another user's");
    REFUSALS.put(406, "No answer in an accepted media type");
    REFUSALS.put(409, "In conflict with the present state, or in flight under the same key");
    REFUSALS.put(412, "The object has changed since the version in If-Match");
    REFUSALS.put(413, "The body is too large");
    REFUSALS.put(415, "The body is of another media type");
    REFUSALS.put(422, "Can't be carried out, or the Idempotency-Key was used for another request");
    REFUSALS.put(429, "Too many requests");
    REFUSALS.put(500, "The hub failed");
    REFUSALS.put(503, "Not available for the moment");
    REFUSALS.put(507, "No room to store this");
  }

  private OpenApiCompletion() {}

  static void complete(OpenAPI api, ObjectMapper webJson) {
    api.setInfo(
        new Info()
            .title("sns-hub")
            .version("1")
            .description(
                "Takes a post once, puts it on social platforms, and can prove what happened"
                    + " to it.")
            .license(
                new License()
                    .name("Apache-2.0")
                    .url("https://www.apache.org/licenses/LICENSE-2.0")));
    api.setServers(List.of(new Server().url("/").description("This hub")));
    Components components = api.getComponents() == null ? new Components() : api.getComponents();
    api.setComponents(components);
    addShared(components, webJson);
    api.setSecurity(null);
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> complete(path, method, operation)));
  }

  private static void addShared(Components components, ObjectMapper webJson) {
    components
        .addSecuritySchemes(
            "bearer",
            new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An API key"))
        .addSecuritySchemes(
            "apiKey",
            new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("X-API-Key")
                .description("An API key"))
        .addParameters(
            "IdempotencyKey",
            new Parameter()
                .in("header")
                .name("Idempotency-Key")
                .required(false)
                .description(
                    "The same key and body give the first answer again, for 24 hours; 1 to 255"
                        + " printable ASCII characters")
                .schema(new StringSchema().minLength(1).maxLength(255)));
    ModelConverters converters = new ModelConverters();
    converters.addConverter(new ModelResolver(webJson.copy(), new ShortNames()));
    converters.readAll(new AnnotatedType(Problem.class)).forEach(components::addSchemas);
    Schema<?> problem = components.getSchemas().get("Problem");
    problem.setRequired(List.of("type", "title", "status", "code", "retryable"));
    problem.setDescription("A problem document (RFC 9457)");
    REFUSALS.forEach(
        (status, text) -> components.addResponses("Problem" + status, refusal(status, text)));
  }

  private static ApiResponse refusal(int status, String text) {
    ApiResponse response =
        new ApiResponse()
            .description(text)
            .content(
                new Content()
                    .addMediaType(
                        "application/problem+json",
                        new MediaType()
                            .schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    if (status == 401) {
      response.addHeaderObject("WWW-Authenticate", new Header().schema(new StringSchema()));
    }
    if (status == 429) {
      response
          .addHeaderObject(
              "RateLimit-Limit", whole("Requests in the period that is nearest its end"))
          .addHeaderObject("RateLimit-Remaining", whole("What is left of them"))
          .addHeaderObject("RateLimit-Reset", whole("Seconds until all are there again"));
    }
    if (status == 429 || status == 503 || status == 507) {
      response.addHeaderObject("Retry-After", whole("Seconds"));
    }
    return response;
  }

  private static Header whole(String description) {
    return new Header().description(description).schema(new IntegerSchema());
  }

  private static void complete(String path, HttpMethod method, Operation operation) {
    operation.setExtensions(null);
    boolean open = path.matches("/api/sns/oauth/\\{[^}]+}/callback");
    if (!open) {
      needs(operation, OperationScopes.of(method.name(), path));
      operation.setSecurity(
          List.of(
              new SecurityRequirement().addList("bearer"),
              new SecurityRequirement().addList("apiKey")));
    }
    if (method == HttpMethod.POST) {
      operation.addParametersItem(new Parameter().$ref("#/components/parameters/IdempotencyKey"));
    }
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(OpenApiCompletion::complete);
    }
    ApiResponses responses = operation.getResponses();
    responses.remove(ApiResponses.DEFAULT);
    responses.values().stream()
        .filter(response -> response.getDescription() == null && response.get$ref() == null)
        .forEach(response -> response.setDescription("OK"));
    boolean body = operation.getRequestBody() != null;
    boolean writes = method != HttpMethod.GET && method != HttpMethod.HEAD;
    refuse(responses, true, 400, 406, 429, 500, 503);
    refuse(responses, !open, 401, 403);
    refuse(responses, path.contains("{"), 404);
    refuse(responses, body, 413, 415);
    refuse(responses, body && !path.endsWith("/validate"), 507);
    refuse(responses, method == HttpMethod.POST, 422);
    refuse(responses, writes, 409);
    refuse(responses, method == HttpMethod.PUT, 412);
    ApiResponses sorted = new ApiResponses();
    new TreeMap<>(responses).forEach(sorted::addApiResponse);
    operation.setResponses(sorted);
  }

  /** OpenAPI 3.0 lists scopes for OAuth only, so they stand beside it. */
  private static void needs(Operation operation, @Nullable String scope) {
    operation.addExtension("x-required-scope", scope == null ? "" : scope);
    String needs = scope == null ? "Any key will do." : "Needs the scope `" + scope + "`.";
    String said = operation.getDescription();
    operation.setDescription(said == null ? needs : said + "\n\n" + needs);
  }

  private static void complete(Parameter parameter) {
    if ("path".equals(parameter.getIn())) {
      parameter.setRequired(true);
    }
    if ("limit".equals(parameter.getName())) {
      parameter.setSchema(number(20L).minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(100)));
    } else if ("offset".equals(parameter.getName())) {
      parameter.setSchema(number(0L).minimum(BigDecimal.ZERO));
    }
  }

  private static Schema<Number> number(long preset) {
    IntegerSchema schema = new IntegerSchema().format("int64");
    schema.setDefault(preset);
    return schema;
  }

  private static void refuse(ApiResponses responses, boolean applies, int... statuses) {
    for (int status : statuses) {
      String code = Integer.toString(status);
      if (applies && !responses.containsKey(code)) {
        responses.addApiResponse(
            code, new ApiResponse().$ref("#/components/responses/Problem" + code));
      }
    }
  }

  private static final class ShortNames extends TypeNameResolver {}
}
