package io.snshub.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.rest.ParamDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.apache.camel.model.rest.VerbDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What the REST DSL declares about one operation, as the door needs it.
 *
 * @param template the path with its parameters in braces
 * @param query the declared query parameters
 * @param headers names of the declared header parameters, lower case
 * @param bodyType what a JSON body is read into, or null
 * @param bodyRequired false when the body may be left out
 * @param consumes the declared media types of the body, or null
 * @param produces the declared media types of the answer, {@code application/json} by default
 */
record Operation(
    String template,
    List<QueryParameter> query,
    List<String> headers,
    @Nullable Class<?> bodyType,
    boolean bodyRequired,
    @Nullable String consumes,
    String produces) {

  /**
   * A declared query parameter.
   *
   * @param type integer, boolean, array or string
   * @param format {@code date-time}, or null
   * @param values the allowed values; empty for any
   */
  record QueryParameter(
      String name, String type, @Nullable String format, boolean required, List<String> values) {}

  /** Returns what is declared for a method on a path; an undeclared one takes no parameters. */
  static Operation find(CamelContext context, String method, String path) {
    String wanted = slashed(path);
    Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
    for (RestDefinition rest : model.getRestDefinitions()) {
      for (VerbDefinition verb : rest.getVerbs()) {
        String template = slashed(text(rest.getPath()) + "/" + text(verb.getPath()));
        if (verb.asVerb().equalsIgnoreCase(method) && template.equals(wanted)) {
          return of(context, rest, verb, template);
        }
      }
    }
    return new Operation(wanted, List.of(), List.of(), null, false, "*/*", "*/*");
  }

  private static Operation of(
      CamelContext context, RestDefinition rest, VerbDefinition verb, String template) {
    List<QueryParameter> query = new ArrayList<>();
    List<String> headers = new ArrayList<>();
    boolean bodyRequired = true;
    for (ParamDefinition param : verb.getParams()) {
      if (param.getType() == RestParamType.query) {
        query.add(
            new QueryParameter(
                param.getName(),
                param.getDataType() == null ? "string" : param.getDataType(),
                param.getDataFormat(),
                Boolean.TRUE.equals(param.getRequired()),
                param.getAllowableValues() == null
                    ? List.of()
                    : param.getAllowableValuesAsStringList()));
      } else if (param.getType() == RestParamType.header) {
        headers.add(param.getName().toLowerCase(Locale.ROOT));
      } else if (param.getType() == RestParamType.body) {
        bodyRequired = Boolean.TRUE.equals(param.getRequired());
      }
    }
    String consumes = verb.getConsumes() != null ? verb.getConsumes() : rest.getConsumes();
    String produces = verb.getProduces() != null ? verb.getProduces() : rest.getProduces();
    return new Operation(
        template,
        List.copyOf(query),
        List.copyOf(headers),
        verb.getType() == null
            ? null
            : TypeNames.resolve(verb.getType(), context.getClassResolver()),
        bodyRequired,
        consumes,
        produces == null ? "application/json" : produces);
  }

  private static String text(@Nullable String path) {
    return path == null ? "" : path;
  }

  /** One slash at the start, none at the end, never two. */
  private static String slashed(String path) {
    return ("/" + path).replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", "");
  }
}
