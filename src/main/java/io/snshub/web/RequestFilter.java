package io.snshub.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The outermost filter: gives each request its trace id and counts it once, when it has ended,
 * under its path template. Paths without a template all count as {@code other}.
 */
final class RequestFilter extends OncePerRequestFilter {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Duration[] OBJECTIVES = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry meters;
  private final Map<Counted, Counts> counts = new ConcurrentHashMap<>();

  private final Shortcut shortcut;

  RequestFilter(MeterRegistry meters, Shortcut shortcut) {
    this.meters = meters;
    this.shortcut = shortcut;
  }

  private record Counted(String method, String endpoint, int status) {}

  private record Counts(Counter counter, Timer timer) {}

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long start = System.nanoTime();
    MDC.put(Traces.MDC_KEY, Traces.of(request));
    try {
      if (!shortcut.serves(request, response)) {
        chain.doFilter(request, response);
      }
    } finally {
      MDC.remove(Traces.MDC_KEY);
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new Later(request, response, start));
      } else {
        count(request, response, start);
      }
    }
  }

  private void count(HttpServletRequest request, HttpServletResponse response, long start) {
    String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    boolean template =
        pattern != null && response.getStatus() != 404 && !pattern.toString().contains("**");
    boolean rest = pattern != null && pattern.toString().startsWith("/api/");
    String endpoint = template || rest ? pattern.toString() : "other";
    Counted counted = new Counted(method, endpoint, response.getStatus());
    Counts of = counts.get(counted);
    if (of == null) {
      of = counts.computeIfAbsent(counted, one -> new Counts(counter(one), timer(one)));
    }
    of.counter().increment();
    of.timer().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  private Counter counter(Counted counted) {
    return Counter.builder("sns.requests")
        .description("API requests")
        .tags("method", counted.method(), "endpoint", counted.endpoint())
        .tag("status", Integer.toString(counted.status()))
        .register(meters);
  }

  private Timer timer(Counted counted) {
    return Timer.builder("sns.request.duration")
        .description("Time from the first byte of an API request to the end of its answer")
        .tags("method", counted.method(), "endpoint", counted.endpoint())
        .serviceLevelObjectives(OBJECTIVES)
        .register(meters);
  }

  private final class Later implements AsyncListener {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final long start;

    Later(HttpServletRequest request, HttpServletResponse response, long start) {
      this.request = request;
      this.response = response;
      this.start = start;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      count(request, response, start);
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
