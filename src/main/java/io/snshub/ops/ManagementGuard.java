package io.snshub.ops;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other sites' pages away from the management port. A browser on this machine reaches the
 * loopback address for any page it shows: directly, or under a name of the page's own that has been
 * pointed here. So the request must name this machine, unless the operator has opened the port to
 * others, and must not come from another host's page.
 */
final class ManagementGuard extends OncePerRequestFilter {
  private final boolean loopback;

  ManagementGuard(boolean loopback) {
    this.loopback = loopback;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (allowed(request)) {
      chain.doFilter(request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      response.setContentType("text/plain");
      response.getWriter().write("Only for this machine, and not for other sites' pages.\n");
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
