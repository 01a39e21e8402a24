package io.snshub.platform;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One circuit breaker a platform. It is only asked and told, never wrapped around a call, so that
 * no thread waits in it. Thread-safe.
 */
final class PlatformBreakers implements MeterBinder {
  /** How soon to ask again when the trial calls are under way. */
  private static final Duration TRIAL_PAUSE = Duration.ofSeconds(2);

  private static final Exception FAILED = new PlatformFailed();

  private final Clock clock;
  private final Map<String, Breaker> byPlatform = new ConcurrentHashMap<>();

  private record Breaker(CircuitBreaker circuit, Duration openTime) {}

  private static final class PlatformFailed extends Exception {
    private static final long serialVersionUID = 1L;

    PlatformFailed() {
      super("no answer, or a server error", null, false, false);
    }
  }

  private final Map<String, Instant> openUntil = new ConcurrentHashMap<>();

  /**
   * Makes a breaker for each platform.
   *
   * @param longestCall a trial call that has not come back by then is given up
   */
  PlatformBreakers(
      Collection<String> platforms, BreakerSettings settings, Duration longestCall, Clock clock) {
    this.clock = clock;
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .failureRateThreshold(settings.failureRate())
            .slidingWindowSize(settings.window())
            .minimumNumberOfCalls(settings.minimumCalls())
            .waitDurationInOpenState(settings.openTime())
            .permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
            .maxWaitDurationInHalfOpenState(longestCall.plusMinutes(1))
            .clock(clock)
            .build();
    for (String platform : platforms) {
      CircuitBreaker circuit = CircuitBreaker.of(platform, config);
      circuit
          .getEventPublisher()
          .onStateTransition(
              event -> moved(platform, event.getStateTransition().getToState(), settings));
      byPlatform.put(platform, new Breaker(circuit, settings.openTime()));
    }
  }

  private void moved(String platform, State to, BreakerSettings settings) {
    if (to == State.OPEN) {
      openUntil.put(platform, clock.instant().plus(settings.openTime()));
    } else {
      openUntil.remove(platform);
    }
  }

  /** Asks for one call: returns until when it is refused, or null when it may be made. */
  @Nullable Instant take(String platform) {
    Breaker breaker = byPlatform.get(platform);
    if (breaker == null || breaker.circuit().tryAcquirePermission()) {
      return null;
    }
    Instant until = restsUntil(platform);
    return until == null ? clock.instant().plus(TRIAL_PAUSE) : until;
  }

  /** A call came back; whether it speaks for the platform. */
  void told(String platform, boolean well) {
    Breaker breaker = byPlatform.get(platform);
    if (breaker == null) {
      return;
    }
    if (well) {
      breaker.circuit().onSuccess(0, TimeUnit.NANOSECONDS);
    } else {
      breaker.circuit().onError(0, TimeUnit.NANOSECONDS, FAILED);
    }
  }

  /** A call was not made after all, and says nothing about the platform. */
  void giveBack(String platform) {
    Breaker breaker = byPlatform.get(platform);
    if (breaker != null) {
      breaker.circuit().releasePermission();
    }
  }

  /** Returns until when a platform is left alone, or null. */
  @Nullable Instant restsUntil(String platform) {
    Instant until = openUntil.get(platform);
    return until != null && until.isAfter(clock.instant()) ? until : null;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    byPlatform.forEach(
        (platform, breaker) ->
            Gauge.builder("sns.platform.breaker", () -> level(breaker.circuit().getState()))
                .description("0: calls are made, 1: a few are tried, 2: the platform is left alone")
                .tag("platform", platform)
                .register(registry));
  }

  private static int level(State state) {
    return state == State.OPEN ? 2 : state == State.HALF_OPEN ? 1 : 0;
  }
}
