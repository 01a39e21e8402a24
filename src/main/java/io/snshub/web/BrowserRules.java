package io.snshub.web;

import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** What browsers are told: what an answer may do in them, and which sites' pages may ask. */
final class BrowserRules {
  /** For answers that bring no policy of their own: they may show text, and be in no frame. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE");
  private static final List<String> SHOWN =
      List.of(
          "ETag",
          "Idempotency-Replayed",
          "Link",
          "Location",
          "Preference-Applied",
          "RateLimit-Limit",
          "RateLimit-Remaining",
          "RateLimit-Reset",
          "Retry-After");
  private static final long REMEMBERED = 600;

  private BrowserRules() {}

  /** What every answer says unless it says something else itself. */
  private static final List<HeaderWriter> ALWAYS =
      List.of(
          new XContentTypeOptionsHeaderWriter(),
          new XXssProtectionHeaderWriter(),
          new CacheControlHeadersWriter(),
          hsts(),
          new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
          new ContentSecurityPolicyHeaderWriter(POLICY),
          new ReferrerPolicyHeaderWriter(ReferrerPolicy.NO_REFERRER),
          new PermissionsPolicyHeaderWriter(
              "camera=(), geolocation=(), microphone=(), payment=()"));

  private static HeaderWriter hsts() {
    HstsHeaderWriter hsts = new HstsHeaderWriter();
    // a host may serve other things beside the hub
    hsts.setIncludeSubDomains(false);
    return hsts;
  }

  /** Has them written to what the hub doesn't answer itself. */
  static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers.defaultsDisabled();
    ALWAYS.forEach(headers::addHeaderWriter);
  }

  /** Writes them to an answer whose own status and header lines stand; twice is once. */
  static void write(HttpServletRequest request, HttpServletResponse response) {
    for (HeaderWriter writer : ALWAYS) {
      writer.writeHeaders(request, response);
    }
  }

  /** Returns what other sites' pages may do; null when there are none. */
  static @Nullable CorsConfiguration sites(CorsSettings settings) {
    if (settings.allowedOrigins().isEmpty()) {
      return null;
    }
    CorsConfiguration allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(settings.allowedOrigins());
    allowed.setAllowedMethods(METHODS);
    allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    allowed.setExposedHeaders(SHOWN);
    allowed.setMaxAge(REMEMBERED);
    return allowed;
  }

  /** Answers the browsers of these sites. */
  static CorsFilter cors(CorsConfiguration allowed, Answers answers) {
    UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
    paths.registerCorsConfiguration("/api/**", allowed);
    CorsFilter filter = new CorsFilter(paths);
    filter.setCorsProcessor(new Refusing(answers));
    return filter;
  }

  /** Leaves requests that are no preflight to the browser, which tells their page nothing. */
  private record Refusing(Answers answers) implements CorsProcessor {
    @Override
    public boolean processRequest(
        @Nullable CorsConfiguration allowed,
        HttpServletRequest request,
        HttpServletResponse response)
        throws IOException {
      String origin = request.getHeader("Origin");
      if (allowed == null || origin == null || allowed.checkOrigin(origin) != null) {
        return new DefaultCorsProcessor().processRequest(allowed, request, response);
      }
      response.addHeader("Vary", "Origin");
      if (CorsUtils.isPreFlightRequest(request)) {
        ProblemException refusal = Problems.forbidden("pages of this origin may not call the API");
        answers.refuse(request, response, refusal);
        return false;
      }
      return true;
    }
  }
}
