package io.snshub.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in the client's words what Jackson found wrong with a body. */
final class JsonMistakes {
  private JsonMistakes() {}

  static ProblemException broken(JsonProcessingException e) {
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

  static ProblemException mismatch(JsonMappingException e, JavaType target) {
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
    if (e instanceof InvalidNullException) {
      return Problems.validation(field, "is null, which a list can't hold");
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
