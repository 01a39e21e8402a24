package io.snshub.ops;

import io.snshub.call.Caller;
import io.snshub.call.CallerVerifier;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other sites' pages away from the management port. A browser on this machine reaches the
 * loopback address for any page it shows: directly, or under a name of the page's own that has been
 * pointed here. So the request must name this machine and must not come from another host's page.
 * Once the operator has opened the port to others, any name will do, but an administrator's API key
 * is needed: as a bearer token, as {@code X-API-Key}, or as the password a browser asks for.
 */
final class ManagementGuard extends OncePerRequestFilter {
  private static final String REALM = "Basic realm=\"sns-hub: an API key as password\"";

  private final boolean loopback;
  private final CallerVerifier callers;

  ManagementGuard(boolean loopback, CallerVerifier callers) {
    this.loopback = loopback;
    this.callers = callers;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!allowed(request)) {
      refuse(response, 403, "Only for this machine, and not for other sites' pages.");
      return;
    }
    int wrong = loopback ? 0 : refusal(request);
    if (wrong == 0) {
      chain.doFilter(request, response);
    } else if (wrong == 401) {
      response.setHeader("WWW-Authenticate", REALM);
      refuse(response, wrong, "An administrator's API key is needed.");
    } else {
      refuse(response, wrong, "Keys can't be verified for the moment.");
    }
  }

  private static void refuse(HttpServletResponse response, int status, String text)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(text + "\n");
  }

  /** Returns 0 for an administrator. */
  private int refusal(HttpServletRequest request) {
    String key = key(request);
    try {
      return key != null && callers.verify(key).filter(Caller::admin).isPresent() ? 0 : 401;
    } catch (RuntimeException e) {
      return 503;
    }
  }

  private static @Nullable String key(HttpServletRequest request) {
    String key = request.getHeader("X-API-Key");
    if (key != null) {
      return key;
    }
    String line = request.getHeader("Authorization");
    int space = line == null ? -1 : line.indexOf(' ');
    if (line == null || space < 0) {
      return null;
    }
    String said = line.substring(space + 1).strip();
    return switch (line.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "bearer" -> said;
      case "basic" -> password(said);
      default -> null;
    };
  }

  private static @Nullable String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private boolean allowed(HttpServletRequest request) {
    String host = plain(request.getServerName());
    if (loopback && !ofThisMachine(host)) {
      return false;
    }
    if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
      return false;
    }
    String origin = request.getHeader("Origin");
    return origin == null || host.equals(hostOf(origin));
  }

  private static boolean ofThisMachine(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** Returns null for {@code null}, which a browser sends for pages without an origin. */
  private static @Nullable String hostOf(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host == null ? null : plain(host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String plain(String host) {
    return host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
  }
}
