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
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
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

  static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .permissionsPolicyHeader(
            policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=()"))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        // a host may serve other things beside the hub
        .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false));
  }

  /** Answers the browsers of listed sites; with an empty list there is no such filter. */
  static CorsFilter cors(CorsSettings settings, Answers answers) {
    CorsConfiguration allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(settings.allowedOrigins());
    allowed.setAllowedMethods(METHODS);
    allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    allowed.setExposedHeaders(SHOWN);
    allowed.setMaxAge(REMEMBERED);
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
