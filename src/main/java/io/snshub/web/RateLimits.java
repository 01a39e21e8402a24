package io.snshub.web;

import io.snshub.call.Caller;
import io.snshub.call.KeyLimits;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds requests against what their key, or without one their address, may do. Every answer of a
 * limited class tells how much is left, whatever becomes of the request.
 */
final class RateLimits {
  private static final Set<String> CREATES = Set.of("/api/sns/posts", "/api/sns/posts/bulk");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RateLimitSettings settings;
  private final Allowances keys;
  private final Allowances sites;
  private final ClientAddress addresses;
  private final Allowance keyless;

  RateLimits(
      RateLimitSettings settings, Allowances keys, Allowances sites, ClientAddress addresses) {
    this.settings = settings;
    this.keys = keys;
    // apart from the keys, so that no flood of addresses makes one of them forgotten
    this.sites = sites;
    this.addresses = addresses;
    this.keyless =
        Allowance.of(
            new Allowance.Rate(settings.keylessPerHour(), Duration.ofHours(1)),
            new Allowance.Rate(settings.keylessPerDay(), Duration.ofDays(1)));
  }

  /** Classes of operations that are limited apart from each other. */
  private enum Kind {
    CREATE,
    AUTHORIZE,
    REQUEST;

    static Kind of(String method, String template) {
      if (method.equals("POST") && CREATES.contains(template)) {
        return CREATE;
      }
      boolean oauth = template.startsWith("/api/sns/oauth/{") && template.endsWith("}/authorize");
      return oauth ? AUTHORIZE : REQUEST;
    }
  }

  /**
   * Counts a request with a key.
   *
   * @throws ProblemException 429 when the key has used up what it may
   */
  void keyed(
      Operation operation,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response) {
    Kind kind = Kind.of(request.getMethod(), operation.template());
    int times = perMinute(kind, caller.limits());
    if (settings.enabled() && times > 0) {
      take(
          keys,
          kind + " " + caller.keyId(),
          Allowance.of(new Allowance.Rate(times, MINUTE)),
          "the API key may do this %d times a minute".formatted(times),
          response);
    }
  }

  /**
   * Counts the rest of many posts that came in one request, which has been granted. What the key
   * has not left is owed: its next one waits until that has come in, so that many at once are
   * possible and still no more in the long run.
   */
  void more(Operation operation, Caller caller, HttpServletRequest request, int number) {
    Kind kind = Kind.of(request.getMethod(), operation.template());
    int times = perMinute(kind, caller.limits());
    if (settings.enabled() && times > 0 && number > 0) {
      Allowance allowance = Allowance.of(new Allowance.Rate(times, MINUTE));
      keys.owe(kind + " " + caller.keyId(), allowance, number);
    }
  }

  private int perMinute(Kind kind, KeyLimits limits) {
    return switch (kind) {
      case CREATE -> or(limits.createsPerMinute(), settings.createsPerMinute());
      case AUTHORIZE -> or(limits.authorizationsPerMinute(), settings.authorizationsPerMinute());
      case REQUEST -> or(limits.requestsPerMinute(), settings.requestsPerMinute());
    };
  }

  private static int or(@Nullable Integer own, int preset) {
    return own == null ? preset : own;
  }

  /**
   * Counts a request without a valid key.
   *
   * @throws ProblemException 429 when the address has used up what it may
   */
  void keyless(HttpServletRequest request, HttpServletResponse response) {
    if (settings.enabled() && !keyless.unlimited()) {
      take(
          sites,
          addresses.site(request),
          keyless,
          "too many requests without a valid API key from this address",
          response);
    }
  }

  private void take(
      Allowances allowances,
      String who,
      Allowance allowance,
      String refusal,
      HttpServletResponse response) {
    Allowances.Taken taken = allowances.take(who, allowance);
    response.setHeader("RateLimit-Limit", Long.toString(taken.limit()));
    response.setHeader("RateLimit-Remaining", Long.toString(taken.remaining()));
    response.setHeader("RateLimit-Reset", Long.toString(seconds(taken.reset())));
    if (!taken.granted()) {
      throw Problems.tooMany(refusal, taken.retryAfter());
    }
  }

  private static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }
}
