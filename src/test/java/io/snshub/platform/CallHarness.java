package io.snshub.platform;

import io.snshub.post.Media;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A bare Camel context with the door to the platforms and the routes of one test. */
public final class CallHarness implements AutoCloseable {
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final ExecutorService workers;
  private final PlatformHttpBinding binding;
  private final ProducerTemplate template;

  private final AtomicLong nanos = new AtomicLong();
  private final SendWindow window = new SendWindow(nanos::get);

  public CallHarness(Duration callTimeout, List<? extends RouteBuilder> routes) {
    this(settings(256, callTimeout), routes);
  }

  CallHarness(PlatformSettings settings, List<? extends RouteBuilder> routes) {
    this(settings, tolerant(), routes);
  }

  CallHarness(PlatformSettings settings, CallGuard guard, List<? extends RouteBuilder> routes) {
    workers = PlatformConnections.workers(settings);
    binding = new PlatformHttpBinding(settings, Clock.systemUTC(), window);

    camel.getRegistry().bind("laneWorkers", workers);
    camel.getRegistry().bind("platformHttpBinding", binding);
    try {
      camel.addRoutes(new PlatformCallRoutes(guard));
      for (RouteBuilder one : routes) {
        camel.addRoutes(one);
        // a context of Spring does this by itself
        one.addTemplatedRoutesToCamelContext(camel);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    camel.start();
    template = camel.createProducerTemplate();
  }

  /** Answers at the door to the media, in place of the room that fetches them. */
  public static RouteBuilder media(Function<Media, MediaFetch> fetch) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:fetch-media")
            .errorHandler(noErrorHandler())
            .process(
                exchange ->
                    exchange
                        .getMessage()
                        .setBody(fetch.apply(exchange.getMessage().getBody(Media.class))));
      }
    };
  }

  /** Lets everything through. */
  private static CallGuard tolerant() {
    BreakerSettings never = new BreakerSettings(100, 10_000, 10_000, Duration.ofSeconds(1), 1);
    return guard(never, Clock.systemUTC(), new MemoryRests());
  }

  static CallGuard guard(
      BreakerSettings settings, Clock clock, AccountRests rests, Platform... platforms) {
    PlatformBreakers breakers =
        new PlatformBreakers(
            Stream.of(platforms).map(one -> one.profile().name()).toList(),
            settings,
            Duration.ofMinutes(5),
            clock);
    return new CallGuard(
        List.of(platforms),
        breakers,
        new AccountBudgets(clock, rests, Duration.ofHours(24)),
        clock);
  }

  static PlatformSettings settings(int connections, Duration callTimeout) {
    return new PlatformSettings(
        connections,
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        callTimeout,
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        1 << 20,
        4,
        1000,
        Duration.ZERO,
        Map.of(),
        Duration.ofHours(24));
  }

  public DefaultCamelContext camel() {
    return camel;
  }

  /** Lets time pass by the clock of the send window, and by no other. */
  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  SendWindow window() {
    return window;
  }

  public PlatformAnswer call(PlatformRequest request) {
    return send("direct:platform-call", request, PlatformAnswer.class);
  }

  /** Calls without waiting. */
  public CompletableFuture<PlatformAnswer> later(PlatformRequest request) {
    return later("direct:platform-call", request);
  }

  /** Calls a door that ends in an answer, without waiting. */
  public CompletableFuture<PlatformAnswer> later(String door, PlatformRequest request) {
    return template.asyncRequestBody(door, request, PlatformAnswer.class);
  }

  public <T> T send(String door, Object body, Class<T> type) {
    return exchange(door, body, Map.of()).getMessage().getBody(type);
  }

  public Exchange exchange(String door, Object body, Map<String, Object> headers) {
    Exchange exchange =
        template.send(
            door,
            message -> {
              message.getMessage().setBody(body);
              headers.forEach(message.getMessage()::setHeader);
            });
    if (exchange.getException() != null) {
      throw new AssertionError(exchange.getException());
    }
    return exchange;
  }

  @Override
  public void close() {
    camel.stop();
    binding.close();
    workers.shutdownNow();
  }
}
