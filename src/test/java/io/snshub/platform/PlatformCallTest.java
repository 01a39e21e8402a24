package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformAnswer.Lost;
import io.snshub.platform.PlatformAnswer.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlatformCallTest {
  private final StubPlatform platform = new StubPlatform();
  private final AtomicReference<String> thread = new AtomicReference<>();
  private final CallHarness hub = new CallHarness(Duration.ofMillis(700), List.of(after()));

  private RouteBuilder after() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:and-then")
            .errorHandler(noErrorHandler())
            .to("direct:platform-call")
            .process(exchange -> thread.set(Thread.currentThread().getName()));
      }
    };
  }

  @AfterEach
  void close() {
    hub.close();
    platform.close();
  }

  @Test
  void hands_back_status_headers_and_body() {
    platform.answers(new StubPlatform.Answer(403, Map.of("X-Rate-Limit-Reset", "17"), "{\"a\":1}"));

    Answered answer = (Answered) hub.call(get("/x"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("x-rate-limit-reset")).isEqualTo("17");
    assertThat(answer.text()).isEqualTo("{\"a\":1}");
    assertThat(answer.header("date")).as("when it was given").isNotNull();
  }

  @Test
  void sends_the_address_as_it_is_written() {
    String target = "/a%2Fb%3Ac/d;e=1?q=%3A+x%20y&q=2&empty=&t=a:b,c";

    hub.call(get(target));

    assertThat(platform.seen().get(0).target()).isEqualTo(target);
  }

  @Test
  void sends_its_own_headers_and_body_only() {
    Map<String, Object> headers =
        Map.of(
            "Authorization", "Bearer of-the-caller",
            "Cookie", "session=1",
            "Long-Running-Action", "saga-1",
            "CamelHttpQuery", "leak=1",
            "CamelHttpUri", "http://127.0.0.1:1/elsewhere",
            "CamelHttpMethod", "DELETE",
            "Content-Type", "text/plain");
    PlatformRequest request =
        PlatformRequest.of("POST", platform.url() + "/2/tweets").bearer("t").json("{\"x\":1}");

    hub.exchange("direct:platform-call", request, headers);

    StubPlatform.Seen seen = platform.seen().get(0);
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.target()).isEqualTo("/2/tweets");
    assertThat(seen.text()).isEqualTo("{\"x\":1}");
    assertThat(seen.headers())
        .containsOnlyKeys(
            "host",
            "user-agent",
            "accept-encoding",
            "authorization",
            "content-type",
            "content-length");
    assertThat(seen.header("authorization")).isEqualTo("Bearer t");
    assertThat(seen.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void leaves_the_headers_of_the_exchange_as_they_were() {
    platform.answers(
        new StubPlatform.Answer(200, Map.of("X-Secret", "1", "Set-Cookie", "a=b"), ""));
    Map<String, Object> headers = Map.of("Long-Running-Action", "saga-1", "Cookie", "session=1");

    Exchange exchange = hub.exchange("direct:platform-call", get("/x"), headers);

    assertThat(exchange.getMessage().getHeaders()).isEqualTo(headers);
    assertThat(exchange.getProperties()).doesNotContainKey("hub.platform-call");
  }

  @Test
  void goes_on_with_the_route_on_a_lane_worker() {
    hub.send("direct:and-then", get("/x"), PlatformAnswer.class);

    assertThat(thread.get()).startsWith("lane-worker-");
  }

  @Test
  void sends_a_length_with_an_empty_post_and_put() {
    hub.call(PlatformRequest.of("PUT", platform.url() + "/x"));

    assertThat(platform.seen().get(0).header("content-length")).isEqualTo("0");
  }

  @Test
  void follows_no_redirect() {
    platform.answers(new StubPlatform.Answer(308, Map.of("Location", platform.url() + "/y"), ""));

    assertThat(((Answered) hub.call(get("/x"))).status()).isEqualTo(308);
    assertThat(platform.seen()).hasSize(1);
  }

  @Test
  void a_refused_connection_is_not_sent() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThat(hub.call(PlatformRequest.of("GET", "http://127.0.0.1:" + port + "/?token=secret")))
        .isInstanceOfSatisfying(
            NotSent.class, answer -> assertThat(answer.reason()).doesNotContain("secret"));
  }

  @Test
  void plain_text_behind_a_tls_address_is_not_sent() {
    platform.answers(new StubPlatform.HangUp());
    String tls = platform.url().replace("http:", "https:");

    assertThat(hub.call(PlatformRequest.of("GET", tls + "/"))).isInstanceOf(NotSent.class);
  }

  @Test
  void an_address_or_header_that_is_none_is_not_sent() {
    assertThat(hub.call(PlatformRequest.of("GET", "no address"))).isInstanceOf(NotSent.class);
    assertThat(hub.call(get("/x").header("X", "a\r\nb: c"))).isInstanceOf(NotSent.class);
    assertThat(platform.seen()).isEmpty();
  }

  @Test
  void a_connection_closed_before_reading_is_lost_or_was_closed_before_a_byte_went_out() {
    platform.closesUnread();

    assertThat(hub.call(post())).isInstanceOfAny(Lost.class, NotSent.class);
  }

  @Test
  void a_connection_closed_after_reading_is_lost_and_sent_once() {
    platform.answers(new StubPlatform.HangUp());

    assertThat(hub.call(post())).isInstanceOf(Lost.class);
    assertThat(platform.seen()).hasSize(1);
  }

  @Test
  void a_kept_connection_that_closes_under_a_request_is_lost_and_sent_once() {
    AtomicInteger number = new AtomicInteger();
    platform.answers(
        request ->
            number.incrementAndGet() == 1
                ? StubPlatform.json(200, "{}")
                : new StubPlatform.HangUp());

    assertThat(hub.call(post())).isInstanceOf(Answered.class);
    assertThat(hub.call(post())).isInstanceOf(Lost.class);
    assertThat(platform.seen()).hasSize(2);
  }

  @Test
  void silence_is_lost_when_the_time_is_over() {
    platform.answers(new StubPlatform.Silence());

    assertThat(hub.call(post()))
        .isInstanceOfSatisfying(Lost.class, lost -> assertThat(lost.reason()).contains("0.7 s"));
  }

  @Test
  void half_an_answer_is_lost() {
    platform.answers(new StubPlatform.Half());

    assertThat(hub.call(post())).isInstanceOf(Lost.class);
  }

  @Test
  void an_endless_answer_is_lost() {
    platform.answers(StubPlatform.json(200, "x".repeat(2 << 20)));

    assertThat(hub.call(post())).isInstanceOf(Lost.class);
  }

  private PlatformRequest get(String target) {
    return PlatformRequest.of("GET", platform.url() + target);
  }

  private PlatformRequest post() {
    return PlatformRequest.of("POST", platform.url() + "/x?token=secret").json("{}");
  }
}
