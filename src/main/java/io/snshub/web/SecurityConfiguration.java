package io.snshub.web;

import io.snshub.call.CallerVerifier;
import io.snshub.call.Problems;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;

/** Who may pass: everything under {@code /api} needs a key, except its own description. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /** What needs no key. */
  static final Set<String> OPEN =
      Set.of(
          "/api/openapi.json",
          "/api/openapi.yaml",
          "/api/docs",
          "/api/docs/**",
          // a browser comes back here from a platform, without a key but with a state
          "/api/sns/oauth/{platform}/callback");

  private static RequestMatcher path(String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(pattern);
  }

  static RequestMatcher guarded() {
    RequestMatcher open =
        new OrRequestMatcher(OPEN.stream().map(SecurityConfiguration::path).toList());
    return new AndRequestMatcher(path("/api/**"), new NegatedRequestMatcher(open));
  }

  /** What is asked without a key and still costs something; pages and their parts don't. */
  static RequestMatcher counted() {
    return new OrRequestMatcher(
        path("/api/openapi.json"),
        path("/api/openapi.yaml"),
        path("/api/sns/oauth/{platform}/callback"));
  }

  /** Methods, paths and header lines that nobody may use; without this they get an empty page. */
  @Bean
  RequestRejectedHandler requestRejectedHandler(Answers answers) {
    return (request, response, e) -> answers.refuse(request, response, Failures.byStatus(400));
  }

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http,
      CallerVerifier verifier,
      RateLimits limits,
      Answers answers,
      CorsSettings cors)
      throws Exception {
    RequestMatcher guarded = guarded();
    CorsConfiguration sites = BrowserRules.sites(cors);
    if (sites != null) {
      http.addFilter(BrowserRules.cors(sites, answers));
    }
    return http.csrf(AbstractHttpConfigurer::disable)
        .headers(BrowserRules::headers)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .addFilterBefore(
            new ApiKeyFilter(verifier, guarded, counted(), limits, answers),
            AuthorizationFilter.class)
        .authorizeHttpRequests(
            rules -> rules.requestMatchers(guarded).authenticated().anyRequest().permitAll())
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(
                        (request, response, e) ->
                            answers.refuse(
                                request, response, Problems.unauthorized("an API key is needed")))
                    .accessDeniedHandler(
                        (request, response, e) ->
                            answers.refuse(
                                request, response, Problems.forbidden("this is not allowed"))))
        .build();
  }
}
