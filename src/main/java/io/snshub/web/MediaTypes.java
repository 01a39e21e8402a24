package io.snshub.web;

import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Checks {@code Content-Type} and {@code Accept} against an operation's declarations. */
final class MediaTypes {
  /** What clients send doesn't vary much; what does is read anew each time. */
  private static final int MOST_KNOWN = 1000;

  private static final int LONGEST_KNOWN = 200;
  private static final Map<Asked, Boolean> KNOWN = new ConcurrentHashMap<>();

  private MediaTypes() {}

  private record Asked(String accept, String produces) {}

  static void checkAccept(HttpServletRequest request, String produces) {
    if (!accepts(request, produces)) {
      throw Problems.of(406, "not_acceptable", "Not acceptable", "this answers with " + produces);
    }
  }

  /** Tells whether the client takes what an operation answers with. */
  static boolean accepts(HttpServletRequest request, String produces) {
    String accept = accept(request);
    if (accept.isEmpty() || accept.equals("*/*") || accept.equals(produces)) {
      return true;
    }
    Asked asked = new Asked(accept, produces);
    Boolean known = KNOWN.get(asked);
    if (known == null) {
      known = accepts(accept, produces);
      if (KNOWN.size() < MOST_KNOWN && accept.length() <= LONGEST_KNOWN) {
        KNOWN.put(asked, known);
      }
    }
    return known;
  }

  private static String accept(HttpServletRequest request) {
    Enumeration<String> lines = request.getHeaders("Accept");
    if (!lines.hasMoreElements()) {
      return "";
    }
    String first = lines.nextElement();
    return (lines.hasMoreElements()
            ? first + "," + String.join(",", Collections.list(lines))
            : first)
        .strip();
  }

  private static boolean accepts(String accept, String produces) {
    List<MediaType> offered = MediaType.parseMediaTypes(produces);
    try {
      return MediaType.parseMediaTypes(accept).stream()
          .anyMatch(wanted -> offered.stream().anyMatch(wanted::isCompatibleWith));
    } catch (InvalidMediaTypeException e) {
      return false;
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
