package io.snshub.call;

/**
 * One thing wrong with one field.
 *
 * @param field the path of the field as the client wrote it: {@code overrides.twitter.content}
 * @param message what is wrong, with the limit it breaks
 */
public record FieldError(String field, String message) {}
