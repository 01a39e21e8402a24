package io.snshub.ingesting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snshub.call.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row.
 *
 * @param row its number, from 1
 * @param status {@code accepted}, {@code duplicate} or {@code rejected}
 * @param postId the post made of it, now or before
 * @param errors why it was rejected
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Receipt(long row, String status, @Nullable Long postId, @Nullable List<FieldError> errors) {
  static Receipt accepted(long row, long postId) {
    return new Receipt(row, "accepted", postId, null);
  }

  static Receipt duplicate(long row, long postId) {
    return new Receipt(row, "duplicate", postId, null);
  }

  static Receipt rejected(long row, List<FieldError> errors) {
    return new Receipt(row, "rejected", null, errors);
  }
}
