package io.snshub.web;

import io.snshub.call.Caller;
import io.snshub.call.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/** Reads from an HTTP request what a route may know of it, and nothing else. */
final class Requests {
  /** What a route may see of the request's headers; lower case. */
  private static final Set<String> INCOMING =
      Set.of(
          "accept",
          "accept-language",
          "content-type",
          "idempotency-key",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "last-event-id",
          "prefer",
          "range",
          "user-agent");

  private static final Pattern WAIT =
      Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,4})\"?\\s*(?=$|[,;])");
  private static final int LONGEST_WAIT = 60;

  private Requests() {}

  static @Nullable String idempotencyKey(HttpServletRequest request, @Nullable Caller caller) {
    String key = request.getHeader("Idempotency-Key");
    if (key == null || caller == null || !request.getMethod().equals("POST")) {
      return null;
    }
    if (key.isBlank() || key.length() > 255 || !key.matches("[\\x20-\\x7e]+")) {
      throw Problems.validation("Idempotency-Key", "must have 1 to 255 printable ASCII characters");
    }
    return key;
  }

  /** RFC 7240: a preference that can't be understood is ignored. */
  static @Nullable Duration preferWait(HttpServletRequest request) {
    for (String line : Collections.list(request.getHeaders("Prefer"))) {
      Matcher wait = WAIT.matcher(line);
      if (wait.find()) {
        int seconds = Integer.parseInt(wait.group(1));
        return seconds <= LONGEST_WAIT ? Duration.ofSeconds(seconds) : null;
      }
    }
    return null;
  }

  static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    Enumeration<String> names = request.getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      String lower = name.toLowerCase(Locale.ROOT);
      if (INCOMING.contains(lower)) {
        Enumeration<String> lines = request.getHeaders(name);
        String first = lines.nextElement();
        headers.put(
            lower,
            lines.hasMoreElements()
                ? first + ", " + String.join(", ", Collections.list(lines))
                : first);
      }
    }
    return Map.copyOf(headers);
  }

  static Map<String, String> pathParameters(HttpServletRequest request) {
    Map<String, String> parameters = new HashMap<>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      variables.forEach((name, value) -> parameters.put(name.toString(), value.toString()));
    }
    return Map.copyOf(parameters);
  }
}
