package io.snshub.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.spi.ClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * Writes the schemas anew with the mapper that reads and writes the JSON itself, so that the
 * document can't disagree with the wire. A record component is required unless it is {@code
 * Nullable}.
 */
final class OpenApiSchemas {
  private static final String PREFIX = "#/components/schemas/";
  private static final String CLASS_NAME = "x-className";

  private final ClassResolver classes;
  private final ModelConverters converters;

  OpenApiSchemas(ClassResolver classes, ObjectMapper webJson) {
    this.classes = classes;
    this.converters = new ModelConverters();
    this.converters.addConverter(new WireNames(webJson.copy()));
  }

  /** By class name, because two rooms may use the same short one. */
  private static final class FullNames extends TypeNameResolver {
    FullNames() {
      setUseFqn(true);
    }
  }

  /** Writes constants as the mapper does, in lower case. */
  private static final class WireNames extends ModelResolver {
    WireNames(ObjectMapper mapper) {
      super(mapper, new FullNames());
    }

    @Override
    protected Schema _createSchemaForEnum(Class<Enum<?>> type) {
      StringSchema schema = new StringSchema();
      for (Object constant : type.getEnumConstants()) {
        schema.addEnumItem(_mapper.convertValue(constant, String.class));
      }
      return schema;
    }
  }

  /** Replaces each schema that Camel made of a class; its name in the document stays. */
  void replaceIn(OpenAPI api) {
    if (api.getComponents() == null || api.getComponents().getSchemas() == null) {
      return;
    }
    Map<String, String> namesByClass = new LinkedHashMap<>();
    api.getComponents()
        .getSchemas()
        .forEach(
            (name, schema) -> {
              String type = className(schema);
              Class<?> found = type == null ? null : TypeNames.find(type, classes);
              if (found != null) {
                namesByClass.put(canonical(found), name);
              }
            });
    Map<String, Schema<?>> written = new TreeMap<>();
    for (String type : List.copyOf(namesByClass.keySet())) {
      ResolvedSchema resolved =
          converters.resolveAsResolvedSchema(
              new AnnotatedType(TypeNames.resolve(type, classes)).resolveAsRef(false));
      resolved.referencedSchemas.forEach(
          (className, schema) ->
              written.put(shortName(className, namesByClass), describe(className, schema)));
    }
    written.values().forEach(schema -> relink(schema, namesByClass));
    Map<String, Schema> sorted = new TreeMap<>(written);
    api.getComponents().setSchemas(sorted);
  }

  private Schema<?> describe(String className, Schema<?> schema) {
    Class<?> type = TypeNames.find(className, classes);
    if (type == null || !type.isRecord() || schema.getProperties() == null) {
      return schema;
    }
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = JsonBody.snake(component.getName());
      Schema<?> property = schema.getProperties().get(name);
      if (property == null) {
        continue;
      }
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        if (property.get$ref() == null) {
          property.setNullable(true);
        }
      } else {
        required.add(name);
      }
    }
    schema.setRequired(required.isEmpty() ? null : required);
    return schema;
  }

  /** The name under which the model resolver knows a class. */
  private static String canonical(Class<?> type) {
    return type.getName().replace('$', '.');
  }

  private static String shortName(String className, Map<String, String> names) {
    return names.computeIfAbsent(
        className,
        unknown -> {
          String last =
              unknown.substring(Math.max(unknown.lastIndexOf('.'), unknown.lastIndexOf('$')) + 1);
          return names.containsValue(last) ? unknown.replaceAll("[^a-zA-Z0-9]", "_") : last;
        });
  }

  private static void relink(@Nullable Schema<?> schema, Map<String, String> names) {
    if (schema == null) {
      return;
    }
    if (schema.get$ref() != null && schema.get$ref().startsWith(PREFIX)) {
      String className = schema.get$ref().substring(PREFIX.length());
      schema.set$ref(PREFIX + names.getOrDefault(className, className));
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(property -> relink(property, names));
    }
    relink(schema.getItems(), names);
    if (schema.getAdditionalProperties() instanceof Schema<?> values) {
      relink(values, names);
    }
    for (List<Schema> options :
        Arrays.asList(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())) {
      if (options != null) {
        options.forEach(option -> relink(option, names));
      }
    }
  }

  private static @Nullable String className(Schema<?> schema) {
    return schema.getExtensions() != null
            && schema.getExtensions().get(CLASS_NAME) instanceof Map<?, ?> value
        ? String.valueOf(value.get("format"))
        : null;
  }
}
