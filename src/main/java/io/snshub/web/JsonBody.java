package io.snshub.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.call.BodyRows;
import io.snshub.call.FieldError;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads JSON from a client into records: strictly, then checked by its Bean Validation annotations.
 * Whatever is wrong is said in the client's words (field paths, expected types, line and column),
 * never in ours (class names). Also the bean {@code json} for routes. Safe for concurrent use.
 */
public final class JsonBody {
  static final int MOST_ROWS = 500;

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

  /**
   * Reads the bytes of a list, each of its entries by itself.
   *
   * @throws ProblemException 400 when they aren't JSON, or no list of 1 to 500 entries
   */
  BodyRows rows(byte[] body, Class<?> type) {
    JsonNode list = (JsonNode) read(body, (Type) JsonNode.class);
    if (!list.isArray()) {
      throw Problems.validation("body", "must be a list");
    }
    if (list.isEmpty() || list.size() > MOST_ROWS) {
      throw Problems.validation(
          "body", "has %d entries, 1 to %d are allowed".formatted(list.size(), MOST_ROWS));
    }
    List<BodyRows.Row> rows = new ArrayList<>();
    for (JsonNode entry : list) {
      rows.add(row(entry, type));
    }
    return new BodyRows(rows);
  }

  private BodyRows.Row row(JsonNode entry, Class<?> type) {
    if (entry.isNull()) {
      return new BodyRows.Row(null, Problems.validation("body", "is null"));
    }
    try {
      return new BodyRows.Row(read(write(entry), (Type) type), null);
    } catch (ProblemException e) {
      return new BodyRows.Row(null, e);
    }
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
      JsonTexts.check(body, json.getFactory());
      value = json.readValue(body, target);
    } catch (JsonMappingException e) {
      throw JsonMistakes.mismatch(e, target);
    } catch (JsonProcessingException e) {
      throw JsonMistakes.broken(e);
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
}
