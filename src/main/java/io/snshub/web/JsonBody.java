package io.snshub.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.snshub.call.FieldError;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from a client into records: strictly, then checked by its Bean Validation annotations.
 * Whatever is wrong is said in the client's words (field paths, expected types, line and column),
 * never in ours (class names). Also the bean {@code json} for routes. Safe for concurrent use.
 */
public final class JsonBody {
  private final ObjectMapper json;
  private final Validator validator;

  JsonBody(ObjectMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  /**
   * Reads a stream to its end.
   *
   * @throws ProblemException 400 when it isn't JSON or doesn't fit, 413 when it is over the limit
   */
  public <T> T read(InputStream body, Class<T> type) {
    try {
      return read(body.readAllBytes(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads bytes.
   *
   * @throws ProblemException 400 when they aren't JSON or don't fit
   */
  public <T> T read(byte[] body, Class<T> type) {
    return type.cast(read(body, (Type) type));
  }

  /** Writes compact JSON in UTF-8. */
  public byte[] write(Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can't be written as JSON", e);
    }
  }

  private Object read(byte[] body, Type type) {
    Object value;
    JavaType target = json.constructType(type);
    try {
      value = json.readValue(body, target);
    } catch (JsonMappingException e) {
      throw mismatch(e, target);
    } catch (JsonProcessingException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (value == null) {
      throw Problems.badRequest("invalid_json", "the body is null, a JSON object is needed");
    }
    validate(value);
    return value;
  }

  private void validate(Object value) {
    List<FieldError> errors =
        validator.validate(value).stream()
            .map(violation -> new FieldError(path(violation), violation.getMessage()))
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
            .toList();
    if (!errors.isEmpty()) {
      throw Problems.validation(errors);
    }
  }

  private String path(ConstraintViolation<?> violation) {
    return Arrays.stream(violation.getPropertyPath().toString().split("\\."))
        .map(JsonBody::snake)
        .collect(Collectors.joining("."));
  }

  static String snake(String name) {
    return name.replaceAll("(?<=[a-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static ProblemException broken(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return Problems.badRequest(
          "invalid_json",
          "nested deeper than "
              + WebJson.DEEPEST
              + " levels, or a text or number that is too long"
              + where(e.getLocation()));
    }
    String said = e.getOriginalMessage();
    boolean ours = said == null || said.contains("`") || said.matches(".*\\b(java|com|io)\\..*");
    return Problems.badRequest(
        "invalid_json",
        (ours ? "not valid JSON" : said.lines().findFirst().orElse("")) + where(e.getLocation()));
  }

  private static String where(@Nullable JsonLocation at) {
    return at == null || at.getLineNr() < 0
        ? ""
        : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static ProblemException mismatch(JsonMappingException e, JavaType target) {
    if (e.getCause() instanceof StreamConstraintsException limit) {
      return broken(limit);
    }
    if (e.getCause() instanceof ProblemException refusal) {
      return refusal;
    }
    String field = field(e);
    if (e instanceof UnrecognizedPropertyException unknown) {
      return Problems.validation(field, "unknown field; allowed: " + allowed(unknown));
    }
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof IllegalArgumentException refused) {
      return Problems.validation(field, String.valueOf(refused.getMessage()));
    }
    if (e instanceof MismatchedInputException mismatch) {
      if (e.getPath().isEmpty()
          && String.valueOf(e.getOriginalMessage()).startsWith("No content")) {
        return Problems.badRequest("invalid_json", "the body is empty, a JSON object is needed");
      }
      if (String.valueOf(e.getOriginalMessage()).startsWith("Trailing token")) {
        return Problems.badRequest(
            "invalid_json", "something follows the end of the JSON" + where(e.getLocation()));
      }
      Class<?> wanted = mismatch.getTargetType();
      return Problems.validation(
          field, "must be " + expected(wanted == null ? target.getRawClass() : wanted));
    }
    // broken syntax inside a value arrives wrapped
    return e.getCause() instanceof JsonProcessingException cause
        ? broken(cause)
        : Problems.badRequest("invalid_json", "not valid JSON" + where(e.getLocation()));
  }

  private static String field(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  private static String allowed(UnrecognizedPropertyException e) {
    Collection<Object> known = e.getKnownPropertyIds();
    return known == null || known.isEmpty()
        ? "none"
        : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String expected(Class<?> type) {
    if (type == Instant.class || type == OffsetDateTime.class) {
      return "a time such as 2026-01-31T12:00:00Z";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == double.class || type == Double.class || type == float.class) {
      return "a number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "of another type";
  }
}
