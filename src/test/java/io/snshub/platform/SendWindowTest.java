package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformAnswer.NotSent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendWindowTest {
  private final StubPlatform platform = new StubPlatform();
  private final CallHarness hub =
      new CallHarness(CallHarness.settings(1, Duration.ofSeconds(20)), List.of(submit()));
  private final CountDownLatch opened = new CountDownLatch(1);
  private Duration stopped = Duration.ZERO;

  /** The window opens, the process is stopped for a while, then the call is made. */
  private RouteBuilder submit() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:submit")
            .errorHandler(noErrorHandler())
            .setVariable(SendWindow.VARIABLE, () -> hub.window().end())
            .process(exchange -> hub.pass(stopped))
            .process(exchange -> opened.countDown())
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
  void an_intent_that_is_acted_on_in_time_goes_out() {
    stopped = Duration.ofMillis(1_900);

    assertThat(submit(post().visible())).isInstanceOf(Answered.class);
  }

  @Test
  void an_intent_that_a_stopped_process_comes_back_to_is_not_sent() {
    stopped = Duration.ofSeconds(3);

    assertThat(submit(post().visible()))
        .isInstanceOfSatisfying(
            NotSent.class, held -> assertThat(held.reason()).endsWith("held back too long"));
    assertThat(platform.seen()).isEmpty();
  }

  @Test
  void the_connection_of_a_call_that_was_held_back_serves_the_next_one() {
    hub.call(post());
    stopped = Duration.ofSeconds(3);

    for (int i = 0; i < 3; i++) {
      assertThat(submit(post().visible())).isInstanceOf(NotSent.class);
    }

    assertThat(hub.call(post())).isInstanceOf(Answered.class);
    assertThat(platform.seen()).hasSize(2);
  }

  @Test
  void a_call_that_makes_nothing_visible_may_take_its_time() {
    stopped = Duration.ofMinutes(1);

    assertThat(submit(post())).isInstanceOf(Answered.class);
  }

  @Test
  void a_call_that_waits_for_a_connection_beyond_its_window_is_not_sent() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    platform.answers(
        seen -> {
          arrived.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return StubPlatform.json(200, "{}");
        });
    CompletableFuture<PlatformAnswer> first = hub.later(post());
    arrived.await();

    CompletableFuture<PlatformAnswer> second = hub.later("direct:submit", post().visible());
    opened.await();
    hub.pass(Duration.ofSeconds(3));
    released.countDown();

    assertThat(first.join()).isInstanceOf(Answered.class);
    assertThat(second.join()).isInstanceOf(NotSent.class);
    assertThat(platform.seen()).hasSize(1);
  }

  private PlatformAnswer submit(PlatformRequest request) {
    return hub.send("direct:submit", request, PlatformAnswer.class);
  }

  private PlatformRequest post() {
    return PlatformRequest.of("POST", platform.url() + "/x").json("{}");
  }
}
