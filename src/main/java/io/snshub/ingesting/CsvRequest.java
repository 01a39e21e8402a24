package io.snshub.ingesting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.snshub.call.FieldError;
import java.util.List;

/**
 * A request made of cells.
 *
 * @param bytes JSON in UTF-8
 * @param errors the cells that fit no field
 */
record CsvRequest(byte[] bytes, List<FieldError> errors) {
  static CsvRequest of(ObjectNode request, List<FieldError> errors, ObjectMapper json) {
    try {
      return new CsvRequest(json.writeValueAsBytes(request), List.copyOf(errors));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON is always to be written", e);
    }
  }
}
