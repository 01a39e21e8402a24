package io.snshub.web;

import java.util.Arrays;
import org.apache.camel.model.rest.ParamDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;

/**
 * Declares the parameters that many operations share, on the operation last begun. What is declared
 * is checked by the door and described in the OpenAPI document; what is not is refused. No default
 * values: Camel would put them into headers, where they stay even when the client sends another.
 */
public final class RestParams {
  private RestParams() {}

  /** Declares {@code limit} and {@code offset}. */
  public static RestDefinition page(RestDefinition rest) {
    limit(rest);
    return query(rest, "offset", "Entries to skip").dataType("integer").endParam();
  }

  /** Declares {@code limit} and {@code cursor}. */
  public static RestDefinition cursor(RestDefinition rest) {
    limit(rest);
    return text(rest, "cursor", "next_cursor of the page before");
  }

  /** Declares {@code limit}. */
  public static RestDefinition limit(RestDefinition rest) {
    return query(rest, "limit", "Page size, 1 to 100").dataType("integer").endParam();
  }

  /** Declares a text. */
  public static RestDefinition text(RestDefinition rest, String name, String description) {
    return query(rest, name, description).endParam();
  }

  /** Declares a whole number. */
  public static RestDefinition number(RestDefinition rest, String name, String description) {
    return query(rest, name, description).dataType("integer").endParam();
  }

  /** Declares true or false. */
  public static RestDefinition flag(RestDefinition rest, String name, String description) {
    return query(rest, name, description).dataType("boolean").endParam();
  }

  /** Declares a time. */
  public static RestDefinition instant(RestDefinition rest, String name, String description) {
    return query(rest, name, description).dataType("string").dataFormat("date-time").endParam();
  }

  /** Declares one of several words. */
  public static RestDefinition oneOf(
      RestDefinition rest, String name, String description, String... values) {
    return query(rest, name, description).allowableValues(Arrays.asList(values)).endParam();
  }

  /** Declares the numeric path parameter {@code id}. */
  public static RestDefinition id(RestDefinition rest, String description) {
    return rest.param()
        .name("id")
        .type(RestParamType.path)
        .dataType("integer")
        .required(true)
        .description(description)
        .endParam();
  }

  /** Declares that the operation honours {@code Prefer: wait=N}. */
  public static RestDefinition preferWait(RestDefinition rest) {
    return rest.param()
        .name("Prefer")
        .type(RestParamType.header)
        .dataType("string")
        .required(false)
        .description("wait=N: answer when the work has ended, or after N seconds (at most 60)")
        .endParam();
  }

  /** Declares a part of a form that is a file. */
  public static RestDefinition filePart(RestDefinition rest, String name, String description) {
    return part(rest, name, description).dataType("file").required(true).endParam();
  }

  /** Declares a part of a form that is a text and may be left out. */
  public static RestDefinition textPart(RestDefinition rest, String name, String description) {
    return part(rest, name, description).required(false).endParam();
  }

  private static ParamDefinition part(RestDefinition rest, String name, String description) {
    return rest.param()
        .name(name)
        .type(RestParamType.formData)
        .dataType("string")
        .description(description);
  }

  /** Declares that the operation's body may be left out. */
  public static RestDefinition optionalBody(RestDefinition rest) {
    return rest.param()
        .name("body")
        .type(RestParamType.body)
        .required(false)
        .description("May be left out")
        .endParam();
  }

  private static ParamDefinition query(RestDefinition rest, String name, String description) {
    return rest.param()
        .name(name)
        .type(RestParamType.query)
        .dataType("string")
        .required(false)
        .description(description);
  }
}
