package io.snshub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snshub.call.Caller;
import io.snshub.call.KeyLimits;
import io.snshub.call.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RateLimitsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final MemoryAllowances sites = new MemoryAllowances(100, nanos::get);
  private RateLimits limits = limits(true);
  private MockHttpServletResponse response = new MockHttpServletResponse();

  private RateLimits limits(boolean enabled) {
    return new RateLimits(
        new RateLimitSettings(enabled, 10, 5, 0, 50, 200, 100),
        new MemoryAllowances(100, nanos::get),
        sites,
        new ClientAddress(new ProxySettings(List.of())));
  }

  private static Caller holder(long key, KeyLimits own) {
    return new Caller(1, "tester", false, key, Set.of("posts"), own);
  }

  private static Operation operation(String template) {
    return new Operation(template, List.of(), List.of(), null, false, null, "application/json");
  }

  private @Nullable ProblemException ask(String method, String template, Caller caller) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, template);
    response = new MockHttpServletResponse();
    return catchThrowableOfType(
        ProblemException.class, () -> limits.keyed(operation(template), caller, request, response));
  }

  private @Nullable ProblemException create(Caller caller) {
    return ask("POST", "/api/sns/posts", caller);
  }

  private void more(Caller caller, int number) {
    String template = "/api/sns/posts/bulk";
    limits.more(operation(template), caller, new MockHttpServletRequest("POST", template), number);
  }

  private @Nullable ProblemException keyless(String address) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/sns/me");
    request.setRemoteAddr(address);
    response = new MockHttpServletResponse();
    return catchThrowableOfType(ProblemException.class, () -> limits.keyless(request, response));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private long granted(int asked, java.util.function.Supplier<@Nullable ProblemException> ask) {
    return IntStream.range(0, asked).filter(i -> ask.get() == null).count();
  }

  @Test
  void ten_posts_a_minute_and_then_one_every_six_seconds() {
    Caller caller = holder(1, KeyLimits.NONE);
    assertThat(granted(15, () -> create(caller))).isEqualTo(10);

    ProblemException refusal = create(caller);
    assertThat(refusal).isNotNull();
    assertThat(refusal.problem().status()).isEqualTo(429);
    assertThat(refusal.headers()).containsEntry("Retry-After", "6");
    assertThat(response.getHeader("RateLimit-Limit")).isEqualTo("10");
    assertThat(response.getHeader("RateLimit-Remaining")).isEqualTo("0");
    assertThat(response.getHeader("RateLimit-Reset")).isEqualTo("60");

    pass(Duration.ofSeconds(6));
    assertThat(granted(5, () -> create(caller))).isEqualTo(1);
    pass(Duration.ofDays(3));
    assertThat(granted(50, () -> create(caller))).as("never more than a minute's").isEqualTo(10);
  }

  @Test
  void many_posts_at_once_are_owed_and_come_to_no_more_in_the_long_run() {
    Caller caller = holder(1, KeyLimits.NONE);
    assertThat(ask("POST", "/api/sns/posts/bulk", caller)).isNull();

    more(caller, 29);

    assertThat(create(caller)).as("20 are owed, two minutes' worth").isNotNull();
    pass(Duration.ofMinutes(2));
    assertThat(create(caller)).isNotNull();
    pass(Duration.ofSeconds(6));
    assertThat(granted(5, () -> create(caller))).isEqualTo(1);
    more(holder(2, new KeyLimits(0, null, null)), 499);
    assertThat(create(holder(2, new KeyLimits(0, null, null)))).isNull();
  }

  @Test
  void keys_and_classes_are_counted_apart() {
    Caller caller = holder(1, KeyLimits.NONE);
    granted(10, () -> create(caller));

    assertThat(create(holder(2, KeyLimits.NONE))).isNull();
    assertThat(ask("POST", "/api/sns/posts/bulk", caller)).as("creates too").isNotNull();
    assertThat(granted(9, () -> ask("GET", "/api/sns/oauth/{platform}/authorize", caller)))
        .isEqualTo(5);
    assertThat(granted(500, () -> ask("GET", "/api/sns/posts", caller))).isEqualTo(500);
    assertThat(response.getHeaderNames()).as("a class without a limit").isEmpty();
  }

  @Test
  void a_keys_own_limits_go_first() {
    assertThat(granted(100, () -> create(holder(1, new KeyLimits(30, null, null))))).isEqualTo(30);
    assertThat(granted(100, () -> create(holder(2, new KeyLimits(0, null, null))))).isEqualTo(100);
    Caller slow = holder(3, new KeyLimits(null, null, 2));
    assertThat(granted(100, () -> ask("GET", "/api/sns/posts", slow))).isEqualTo(2);
    assertThat(create(slow)).isNull();
  }

  @Test
  void a_changed_limit_counts_at_once() {
    granted(10, () -> create(holder(1, KeyLimits.NONE)));

    assertThat(create(holder(1, new KeyLimits(20, null, null)))).isNull();
  }

  @Test
  void without_a_key_fifty_an_hour_and_two_hundred_a_day() {
    assertThat(granted(60, () -> keyless("198.51.100.1"))).isEqualTo(50);
    assertThat(response.getHeader("RateLimit-Limit")).isEqualTo("50");
    assertThat(keyless("198.51.100.2")).isNull();

    long inTheDay = 50;
    for (int hour = 1; hour < 12; hour++) {
      pass(Duration.ofHours(1));
      inTheDay += granted(60, () -> keyless("198.51.100.1"));
    }
    // the day's rate fills up too, by 8.3 an hour
    assertThat(inTheDay).isBetween(200L, 292L);
    assertThat(response.getHeader("RateLimit-Limit")).as("the nearest end").isEqualTo("200");
  }

  @Test
  void threads_at_once_get_no_more_than_there_is() {
    Caller caller = holder(1, KeyLimits.NONE);
    Operation operation = operation("/api/sns/posts");

    long granted =
        IntStream.range(0, 2_000)
            .parallel()
            .filter(
                i ->
                    catchThrowableOfType(
                            ProblemException.class,
                            () ->
                                limits.keyed(
                                    operation,
                                    caller,
                                    new MockHttpServletRequest("POST", "/api/sns/posts"),
                                    new MockHttpServletResponse()))
                        == null)
            .count();

    assertThat(granted).isEqualTo(10);
  }

  @Test
  void remembers_no_more_addresses_than_it_may_and_not_the_flood_but_the_busy() {
    granted(60, () -> keyless("198.51.100.1"));

    for (int i = 0; i < 20_000; i++) {
      keyless("10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256);
      if (i % 10 == 0) {
        assertThat(keyless("198.51.100.1")).as("refused all the time").isNotNull();
      }
    }

    assertThat(sites.size()).isLessThanOrEqualTo(100);
  }

  @Test
  void switched_off_it_counts_nothing() {
    limits = limits(false);

    assertThat(granted(100, () -> create(holder(1, KeyLimits.NONE)))).isEqualTo(100);
    assertThat(granted(100, () -> keyless("198.51.100.1"))).isEqualTo(100);
    assertThat(response.getHeaderNames()).isEmpty();
  }
}
