package io.snshub.web;

import io.snshub.call.Caller;
import io.snshub.call.CallerVerifier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Takes a request about which there is no doubt straight to its route, past Spring Security and
 * Spring MVC: a plain path, header lines in plain ASCII, one valid key, JSON both ways, no other
 * site behind it. What it looks at costs nothing and changes nothing, so everything else simply
 * goes the long way, where it is refused, counted or answered as ever.
 *
 * <p>The route, the limits, the scopes, the checks, the problem documents and the header lines of
 * the answer are the same objects on both ways. What the long way adds to them can't happen to a
 * request that passes here.
 */
final class Shortcut {
  private static final String JSON = "application/json";

  private final Doors doors;
  private final CallerVerifier verifier;
  private final @Nullable CorsConfiguration sites;
  private final CorsProcessor sameSite = new DefaultCorsProcessor();

  /**
   * Knows the ways.
   *
   * @param sites which other sites' pages may ask; null for none
   */
  Shortcut(Doors doors, CallerVerifier verifier, @Nullable CorsConfiguration sites) {
    this.doors = doors;
    this.verifier = verifier;
    this.sites = sites;
  }

  /** Serves a request; false when nothing has been done and it has to go the long way. */
  boolean serves(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Doors.Found found = doors.find(request.getMethod(), request.getRequestURI());
    if (found == null || SecurityConfiguration.OPEN.contains(found.template()) || !plain(request)) {
      return false;
    }
    Operation operation = found.consumer().operation();
    Caller caller = fits(request, operation) ? caller(request) : null;
    if (caller == null) {
      return false;
    }
    if (sites != null) {
      // says that the answer to another site's page would be another one
      sameSite.processRequest(sites, request, response);
    }
    Traces.identify(request, caller);
    request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, found.template());
    request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, found.variables());
    found.consumer().service(request, response);
    return true;
  }

  /** What isn't JSON has conditions of its own on the long way. */
  private static boolean fits(HttpServletRequest request, Operation operation) {
    String consumes = operation.consumes();
    return operation.produces().equals(JSON)
        && (consumes == null || consumes.equals(JSON))
        && MediaTypes.accepts(request, JSON)
        && jsonOrNothing(request);
  }

  private static boolean jsonOrNothing(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null) {
      return request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    }
    return type.equals(JSON)
        || type.equalsIgnoreCase("application/json; charset=utf-8")
        || type.equalsIgnoreCase("application/json;charset=utf-8");
  }

  /** Null for a key that is missing, unknown, ambiguous or can't be looked up now. */
  private @Nullable Caller caller(HttpServletRequest request) {
    try {
      String key = PresentedKey.of(request);
      return key == null ? null : verifier.verify(key).orElse(null);
    } catch (RuntimeException e) {
      // will be thrown again, where it is answered
      return null;
    }
  }

  private boolean plain(HttpServletRequest request) {
    Enumeration<String> names = request.getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      if (!printable(name) || name.equalsIgnoreCase("Origin") && sites != null) {
        return false;
      }
      Enumeration<String> values = request.getHeaders(name);
      while (values.hasMoreElements()) {
        if (!printable(values.nextElement())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean printable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
