package io.snshub.web;

import io.snshub.call.Caller;
import io.snshub.call.CallerVerifier;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks, by {@code Authorization: Bearer} or {@code X-API-Key}. The caller travels as
 * a request attribute, because a route may go on in another thread. When keys can't be verified the
 * request is refused as unavailable.
 */
final class ApiKeyFilter extends OncePerRequestFilter {
  private final CallerVerifier verifier;
  private final RequestMatcher guarded;
  private final RequestMatcher open;
  private final RateLimits limits;
  private final Answers answers;

  ApiKeyFilter(
      CallerVerifier verifier,
      RequestMatcher guarded,
      RequestMatcher open,
      RateLimits limits,
      Answers answers) {
    this.verifier = verifier;
    this.guarded = guarded;
    this.open = open;
    this.limits = limits;
    this.answers = answers;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !guarded.matches(request) && !open.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (open.matches(request)) {
      if (granted(request, response)) {
        chain.doFilter(request, response);
      }
      return;
    }
    String key;
    Caller caller;
    try {
      key = PresentedKey.of(request);
      caller = key == null ? null : verifier.verify(key).orElse(null);
    } catch (RuntimeException e) {
      answers.write(request, response, Failures.answer(e));
      return;
    }
    if (caller == null) {
      // counted only now: a valid key is never held up by what others do from its address
      if (granted(request, response)) {
        answers.refuse(request, response, refusal(key == null));
      }
      return;
    }
    Traces.identify(request, caller);
    authenticate(caller);
    try {
      chain.doFilter(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  /** Counts a request without a valid key; false when it has been refused. */
  private boolean granted(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      limits.keyless(request, response);
      return true;
    } catch (ProblemException e) {
      answers.refuse(request, response, e);
      return false;
    }
  }

  private static ProblemException refusal(boolean none) {
    return none
        ? Problems.unauthorized("send an API key as Authorization: Bearer or X-API-Key")
        : Problems.unauthorized("the API key is not known, has expired or was revoked")
            .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  private static void authenticate(Caller caller) {
    List<String> roles = caller.scopes().stream().map(scope -> "SCOPE_" + scope).toList();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        new PreAuthenticatedAuthenticationToken(
            caller, "", AuthorityUtils.createAuthorityList(roles)));
    SecurityContextHolder.setContext(context);
  }
}
