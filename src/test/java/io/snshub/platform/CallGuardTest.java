package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.TestClock;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformAnswer.Lost;
import io.snshub.platform.PlatformAnswer.NotSent;
import io.snshub.post.Content;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallGuardTest {
  private static final String NAME = TestPlatforms.PLAIN;
  private static final BreakerSettings SETTINGS =
      new BreakerSettings(50, 10, 4, Duration.ofSeconds(30), 2);

  private final TestClock clock = new TestClock();
  private final MemoryRests rests = new MemoryRests();
  private final Platform member = () -> TestPlatforms.catalog().find(NAME).orElseThrow();
  private final CallGuard guard = CallHarness.guard(SETTINGS, clock, rests, member);
  private final StubPlatform platform = new StubPlatform();
  private final CallHarness hub =
      new CallHarness(CallHarness.settings(16, Duration.ofMillis(500)), guard, List.of(fragment()));

  private static RouteBuilder fragment() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:fragment")
            .errorHandler(noErrorHandler())
            .setVariable("work", simple("${header.work}"))
            .to("direct:platform-call");
      }
    };
  }

  @AfterEach
  void close() {
    hub.close();
    platform.close();
  }

  @Test
  void a_platform_that_fails_is_left_alone_and_told_until_when() {
    fail(4);

    NotSent refusal = (NotSent) call(1, request());

    assertThat(platform.seen()).hasSize(4);
    assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(refusal.reason()).contains("left alone");
    assertThat(guard.restsUntil(NAME, 1)).isEqualTo(clock.instant().plusSeconds(30));
    assertThat(Answers.unreached(NAME, refusal))
        .isInstanceOfSatisfying(
            PublishFailure.Transient.class,
            passing -> {
              assertThat(passing.code()).isEqualTo("held_back");
              assertThat(passing.retryAfter()).isEqualTo(Duration.ofSeconds(30));
            });
  }

  @Test
  void a_few_calls_are_tried_then_and_decide() {
    fail(4);
    clock.advance(Duration.ofSeconds(31));
    platform.answers(StubPlatform.json(200, "{}"));

    assertThat(guard.restsUntil(NAME, 1)).isNull();
    for (int i = 0; i < 5; i++) {
      assertThat(call(1, request())).isInstanceOf(Answered.class);
    }
    assertThat(platform.seen()).hasSize(9);
  }

  @Test
  void a_platform_that_still_fails_is_left_alone_again() {
    fail(4);
    clock.advance(Duration.ofSeconds(31));

    call(1, request());
    call(1, request());

    assertThat(call(1, request())).isInstanceOf(NotSent.class);
    assertThat(platform.seen()).hasSize(6);
  }

  @Test
  void silence_and_closed_doors_count_as_failures() {
    platform.answers(new StubPlatform.HangUp());
    assertThat(call(1, request())).isInstanceOf(Lost.class);
    assertThat(call(1, request())).isInstanceOf(Lost.class);
    PlatformRequest nowhere = PlatformRequest.of("GET", "http://127.0.0.1:1/");
    assertThat(((NotSent) call(1, nowhere)).retryAfter()).isNull();
    assertThat(((NotSent) call(1, nowhere)).retryAfter()).isNull();

    assertThat(((NotSent) call(1, nowhere)).retryAfter()).isNotNull();
  }

  @Test
  void refusals_say_nothing_against_a_platform() {
    for (int status : new int[] {400, 401, 403, 404, 302}) {
      platform.answers(StubPlatform.json(status, "{}"));
      for (int i = 0; i < 5; i++) {
        call(1, request());
      }
    }
    assertThat(guard.restsUntil(NAME, 1)).isNull();
  }

  @Test
  void what_the_hub_could_not_write_down_says_nothing_about_a_platform() {
    for (int i = 0; i < 10; i++) {
      call(1, PlatformRequest.of("GET", "no address"));
    }

    assertThat(guard.restsUntil(NAME, 1)).isNull();
  }

  @Test
  void a_call_of_nobody_is_neither_counted_nor_held() {
    fail(4);

    assertThat(hub.call(request())).isInstanceOf(Answered.class);
  }

  @Test
  void a_throttled_target_lets_the_accounts_other_targets_rest_until_the_time_named() {
    platform.answers(new StubPlatform.Answer(429, Map.of("Retry-After", "90"), ""));
    call(1, request().visible());
    platform.answers(StubPlatform.json(200, "{}"));

    assertThat(guard.restsUntil(NAME, 1)).isEqualTo(clock.instant().plusSeconds(90));
    assertThat(((NotSent) call(1, request().visible())).retryAfter())
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(call(1, request())).as("a look").isInstanceOf(Answered.class);
    assertThat(call(2, request().visible())).as("another account").isInstanceOf(Answered.class);

    clock.advance(Duration.ofSeconds(90));
    assertThat(call(1, request().visible())).isInstanceOf(Answered.class);
  }

  @Test
  void a_restarted_hub_obeys_what_the_one_before_was_told() {
    platform.answers(new StubPlatform.Answer(429, Map.of("Retry-After", "90"), ""));
    call(1, request().visible());

    CallGuard restarted = CallHarness.guard(SETTINGS, clock, rests, member);

    assertThat(restarted.restsUntil(NAME, 1)).isEqualTo(clock.instant().plusSeconds(90));
    assertThat(restarted.ask(request().visible(), work(1), null, null).refusal()).isNotNull();
  }

  @Test
  void the_state_of_each_platform_is_a_number() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    PlatformBreakers breakers =
        new PlatformBreakers(List.of(NAME), SETTINGS, Duration.ofMinutes(1), clock);
    breakers.bindTo(meters);

    for (int i = 0; i < 4; i++) {
      breakers.take(NAME);
      breakers.told(NAME, false);
    }

    assertThat(meters.get("sns.platform.breaker").tag("platform", NAME).gauge().value())
        .isEqualTo(2);
  }

  private void fail(int times) {
    platform.answers(StubPlatform.json(503, ""));
    for (int i = 0; i < times; i++) {
      assertThat(call(1, request())).isInstanceOf(Answered.class);
    }
  }

  private PlatformRequest request() {
    return PlatformRequest.of("POST", platform.url() + "/x").json("{}");
  }

  private PlatformAnswer call(long account, PlatformRequest request) {
    return hub.exchange("direct:fragment", request, Map.of("work", work(account)))
        .getMessage()
        .getBody(PlatformAnswer.class);
  }

  private static LaneWork work(long account) {
    return new LaneWork(
        1,
        1,
        NAME,
        new Content("text", null, List.of(), Map.of()),
        new LaneWork.Account(account, "remote", "token"),
        null,
        null,
        1,
        null,
        Map.of());
  }
}
