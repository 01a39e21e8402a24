package io.snshub.web;

import io.snshub.call.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** The API key that a request carries, as {@code Authorization: Bearer} or {@code X-API-Key}. */
final class PresentedKey {
  private static final String BEARER = "bearer ";

  private PresentedKey() {}

  /**
   * Returns the key, or null when there is none.
   *
   * @throws io.snshub.call.ProblemException 400 when there are two different ones
   */
  static @Nullable String of(HttpServletRequest request) {
    String key = null;
    Enumeration<String> plain = request.getHeaders("X-API-Key");
    while (plain.hasMoreElements()) {
      key = same(key, plain.nextElement());
    }
    Enumeration<String> bearers = request.getHeaders("Authorization");
    while (bearers.hasMoreElements()) {
      String line = bearers.nextElement();
      if (line.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
        key = same(key, line.substring(BEARER.length()).strip());
      }
    }
    return key;
  }

  private static @Nullable String same(@Nullable String known, String presented) {
    if (presented.isEmpty() || presented.equals(known)) {
      return known;
    }
    if (known != null) {
      throw Problems.badRequest("ambiguous_key", "the request carries two different API keys");
    }
    return presented;
  }
}
