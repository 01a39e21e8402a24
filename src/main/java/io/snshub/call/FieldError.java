package io.snshub.call;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with one field. Members that are null are not written.
 *
 * @param field the path of the field as the client wrote it: {@code overrides.twitter.content}
 * @param message what is wrong, with the limit it breaks
 * @param platform whose rule it is, or null for the hub's own
 * @param rule the rule's stable name ({@code text_too_long}), or null when it has none
 * @param limit what is allowed, a number or a text
 * @param value what was found, a number or a text
 */
public record FieldError(
    String field,
    String message,
    @Nullable String platform,
    @Nullable String rule,
    @Nullable Object limit,
    @Nullable Object value) {

  /** Something wrong that breaks no rule with a name. */
  public FieldError(String field, String message) {
    this(field, message, null, null, null, null);
  }
}
