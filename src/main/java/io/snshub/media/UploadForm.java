package io.snshub.media;

import io.snshub.call.FieldError;
import io.snshub.call.Problems;
import io.snshub.call.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of an upload: a part {@code file}, and {@code alt_text} if there is one, in any order.
 *
 * @param file the file
 * @param altText what it shows, in words, or null
 */
record UploadForm(Upload file, @Nullable String altText) {
  private static final int LONGEST_TEXT = 5_000;
  private static final int MOST_BYTES_A_CHARACTER = 4;

  /**
   * Reads a form.
   *
   * @throws io.snshub.call.ProblemException 400 when it is another form, 413 when the file is too
   *     large
   */
  static UploadForm read(List<Upload> parts, long mostBytes) {
    List<FieldError> errors = new ArrayList<>();
    Upload file = null;
    String altText = null;
    for (Upload part : parts) {
      if (part.name().equals("file")) {
        if (file != null) {
          errors.add(new FieldError("file", "stands here twice, one file at a time"));
        }
        file = part;
      } else if (part.name().equals("alt_text")) {
        altText = altText(text(part));
      } else {
        errors.add(new FieldError(part.name(), "unknown part; allowed: file, alt_text"));
      }
    }
    if (file == null) {
      errors.add(new FieldError("file", "is missing"));
    } else if (file.size() == 0) {
      errors.add(new FieldError("file", "is empty"));
    }
    if (file == null || !errors.isEmpty()) {
      throw Problems.validation(errors);
    }
    if (file.size() > mostBytes) {
      throw Problems.of(
          413,
          "payload_too_large",
          "The body is too large",
          "the file has %d bytes, at most %d".formatted(file.size(), mostBytes));
    }
    return new UploadForm(file, altText);
  }

  /**
   * Checks an alternative text; a blank one is none.
   *
   * @throws io.snshub.call.ProblemException 400 when it is too long
   */
  static @Nullable String altText(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    int characters = text.codePointCount(0, text.length());
    if (text.length() > LONGEST_TEXT) {
      throw Problems.validation(
          "alt_text", "has %d characters, at most %d".formatted(characters, LONGEST_TEXT));
    }
    if (text.indexOf('\0') >= 0) {
      throw Problems.validation("alt_text", "contains the character U+0000");
    }
    return text;
  }

  private static String text(Upload part) {
    if (part.size() > (long) LONGEST_TEXT * MOST_BYTES_A_CHARACTER) {
      throw Problems.validation("alt_text", "is longer than " + LONGEST_TEXT + " characters");
    }
    try (InputStream in = part.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
