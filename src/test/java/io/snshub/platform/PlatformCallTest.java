package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformAnswer.Lost;
import io.snshub.platform.PlatformAnswer.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void holds_no_thread_while_it_waits() {
    int calls = 200;
    CountDownLatch together = new CountDownLatch(calls);
    platform.answers(
        request -> {
          together.countDown();
          return arrived(together) ? StubPlatform.json(200, "{}") : new StubPlatform.HangUp();
        });

    List<CompletableFuture<PlatformAnswer>> all =
        Stream.generate(() -> hub.later(get("/x").within(Duration.ofSeconds(20))))
            .limit(calls)
            .toList();

    assertThat(all).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Answered.class));
  }

  private static boolean arrived(CountDownLatch all) {
    try {
      return all.await(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void sends_a_length_with_an_empty_post_and_put() {
    hub.call(PlatformRequest.of("PUT", platform.url() + "/x"));

    assertThat(platform.seen().get(0).header("content-length")).isEqualTo("0");
  }

  @Test
  void streams_a_piece_of_a_file_with_its_frame(@TempDir Path directory) throws IOException {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    Path file = Files.write(directory.resolve("film"), content);
    FileBody piece = new FileBody(file, 7, 200_000, new byte[] {1, 2}, new byte[] {3});

    Answered answer =
        (Answered)
            hub.call(PlatformRequest.of("PUT", platform.url() + "/x").body("video/mp4", piece));

    byte[] body = platform.seen().get(0).body();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(platform.seen().get(0).header("content-length")).isEqualTo("200003");
    assertThat(platform.seen().get(0).header("transfer-encoding")).isNull();
    assertThat(Arrays.copyOfRange(body, 2, 200_002))
        .isEqualTo(Arrays.copyOfRange(content, 7, 200_007));
    assertThat(new byte[] {body[0], body[1], body[200_002]}).containsExactly(1, 2, 3);
  }

  @Test
  void a_file_that_is_gone_is_not_sent(@TempDir Path directory) {
    FileBody piece = new FileBody(directory.resolve("none"), 0, 1);

    assertThat(hub.call(PlatformRequest.of("PUT", platform.url() + "/x").body("video/mp4", piece)))
        .isInstanceOf(NotSent.class);
    assertThat(platform.seen()).isEmpty();
  }

  @Test
  void a_streamed_body_that_meets_a_closed_door_is_not_sent(@TempDir Path directory)
      throws IOException {
    FileBody piece = new FileBody(Files.write(directory.resolve("film"), new byte[9]), 0, 9);

    assertThat(hub.call(PlatformRequest.of("PUT", "http://127.0.0.1:1/").body("a/b", piece)))
        .isInstanceOf(NotSent.class);
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
  void a_connection_reset_before_the_request_was_read_is_lost() {
    platform.resetsUnread();

    assertThat(hub.call(post())).isInstanceOf(Lost.class);
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
  void an_endless_answer_is_lost_and_its_connection_closed() {
    for (long pause : new long[] {0, 20}) {
      platform.answers(new StubPlatform.Endless("{", pause));

      assertThat(hub.call(post())).isInstanceOf(Lost.class);
    }
    await().until(() -> platform.hungUp() == 2);
  }

  @Test
  void an_answer_that_comes_too_late_is_lost_and_not_given_to_the_next_call() {
    platform.answers(
        request ->
            request.target().startsWith("/x")
                ? new StubPlatform.Late(StubPlatform.json(200, "{\"id\":\"late\"}"), 1_000)
                : StubPlatform.json(200, "{\"id\":\"next\"}"));

    assertThat(hub.call(post())).isInstanceOf(Lost.class);
    assertThat(((Answered) hub.call(get("/y"))).text()).contains("next");
  }

  @Test
  void an_answer_that_is_too_large_is_lost() {
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
