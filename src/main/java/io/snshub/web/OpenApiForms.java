package io.snshub.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import org.apache.camel.model.rest.ParamDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.apache.camel.model.rest.VerbDefinition;

/**
 * Describes the parts of a form where an operation declares them ({@code formData}); Camel's reader
 * takes them for parameters.
 */
final class OpenApiForms {
  private static final String FORM = "multipart/form-data";

  private OpenApiForms() {}

  static void describe(OpenAPI api, List<RestDefinition> rests) {
    for (RestDefinition rest : rests) {
      for (VerbDefinition verb : rest.getVerbs()) {
        List<ParamDefinition> parts =
            verb.getParams().stream()
                .filter(param -> param.getType() == RestParamType.formData)
                .toList();
        if (!parts.isEmpty()) {
          api.getPaths().values().stream()
              .map(PathItem::readOperations)
              .flatMap(List::stream)
              .filter(operation -> verb.getId().equals(operation.getOperationId()))
              .forEach(operation -> describe(operation, parts));
        }
      }
    }
  }

  private static void describe(Operation operation, List<ParamDefinition> parts) {
    // to Camel's reader they are parameters in a place that OpenAPI doesn't know
    if (operation.getParameters() != null) {
      operation.getParameters().removeIf(parameter -> "formData".equals(parameter.getIn()));
    }
    Schema<?> form = new ObjectSchema();
    for (ParamDefinition part : parts) {
      Schema<?> schema =
          "file".equals(part.getDataType()) ? new BinarySchema() : new StringSchema();
      form.addProperty(part.getName(), schema.description(part.getDescription()));
      if (Boolean.TRUE.equals(part.getRequired())) {
        form.addRequiredItem(part.getName());
      }
    }
    if (operation.getRequestBody() == null) {
      operation.setRequestBody(new RequestBody().required(true).content(new Content()));
    }
    operation.getRequestBody().getContent().addMediaType(FORM, new MediaType().schema(form));
  }
}
