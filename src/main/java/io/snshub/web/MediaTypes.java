package io.snshub.web;

import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Checks {@code Content-Type} and {@code Accept} against an operation's declarations. */
final class MediaTypes {
  private MediaTypes() {}

  static void checkAccept(HttpServletRequest request, String produces) {
    String accept = String.join(",", Collections.list(request.getHeaders("Accept")));
    if (accept.isBlank()) {
      return;
    }
    List<MediaType> offered = MediaType.parseMediaTypes(produces);
    boolean fits;
    try {
      fits =
          MediaType.parseMediaTypes(accept).stream()
              .anyMatch(wanted -> offered.stream().anyMatch(wanted::isCompatibleWith));
    } catch (InvalidMediaTypeException e) {
      fits = false;
    }
    if (!fits) {
      throw Problems.of(406, "not_acceptable", "Not acceptable", "this answers with " + produces);
    }
  }

  static void checkJson(HttpServletRequest request) {
    MediaType type = contentType(request, "application/json");
    boolean json =
        type.isCompatibleWith(MediaType.APPLICATION_JSON) || type.getSubtype().endsWith("+json");
    boolean utf8 = type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8);
    if (!json || !utf8 || type.isWildcardType()) {
      throw unsupported("application/json");
    }
  }

  /** Nothing is unpacked here: a small body stays a small one. */
  static void checkEncoding(HttpServletRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
      throw unsupported("sent without a Content-Encoding");
    }
  }

  static boolean isMultipart(HttpServletRequest request) {
    String given = request.getContentType();
    return given != null && given.regionMatches(true, 0, "multipart/", 0, 10);
  }

  static void check(HttpServletRequest request, String consumes) {
    MediaType type = contentType(request, consumes);
    if (MediaType.parseMediaTypes(consumes).stream().noneMatch(type::isCompatibleWith)) {
      throw unsupported(consumes);
    }
  }

  private static MediaType contentType(HttpServletRequest request, String needed) {
    String given = request.getContentType();
    try {
      if (given != null) {
        return MediaType.parseMediaType(given);
      }
    } catch (IllegalArgumentException e) {
      throw unsupported(needed);
    }
    throw unsupported(needed);
  }

  private static ProblemException unsupported(String needed) {
    return Problems.of(
        415, "unsupported_media_type", "Unsupported media type", "the body must be " + needed);
  }
}
