package io.snshub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snshub.sandbox.telegram.TelegramSandbox;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxTest {
  private static final String SEND = "/telegram/bot1:sandbox/sendMessage";
  private static SandboxClient sandbox;

  @BeforeAll
  static void start() {
    sandbox = new SandboxClient(new TelegramSandbox());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @BeforeEach
  void reset() {
    sandbox.reset();
  }

  @Test
  void a_switch_that_does_not_exist_is_named() {
    assertThat(sandbox.list("/_sandbox/switches?platform=telegram")).isNotNull();
    HttpResponse<String> answer =
        sandbox.send(
            sandbox
                .json("/_sandbox/switches", new JsonObject())
                .method(
                    "PUT",
                    HttpRequest.BodyPublishers.ofString(
                        "{\"platform\":\"telegram\",\"name\":\"no_such\",\"value\":true}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("no such switch");
  }

  @Test
  void a_bad_fault_is_refused_with_the_field_and_what_is_allowed() {
    assertThat(refusal("{\"kind\":\"explode\"}")).contains("kind").contains("drop_after");
    assertThat(refusal("{\"kind\":\"hold\",\"platform\":\"myspace\"}"))
        .contains("platform")
        .contains("telegram");
    assertThat(refusal("{\"kind\":\"hold\",\"operation\":\"eat\"}"))
        .contains("operation")
        .contains("publish");
    assertThat(refusal("{\"kind\":\"hold\",\"times\":-1}")).contains("times");
    assertThat(refusal("{\"kind\":\"status\"}")).contains("code");
    assertThat(refusal("{\"kind\":\"hold\",\"colour\":1}")).contains("colour");
    assertThat(refusal("[]")).contains("JSON object");
    assertThat(sandbox.get("/_sandbox/ledger?platform=myspace").statusCode()).isEqualTo(400);
  }

  @Test
  void a_fault_counts_down_and_one_without_times_stays() {
    sandbox.arm("status", "publish", "code", 503, "times", 2);
    sandbox.arm("latency", "any", "ms", 1, "times", 0);

    sandbox.get(SEND + "?chat_id=1&text=a");

    assertThat(sandbox.list("/_sandbox/faults"))
        .extracting(f -> ((JsonObject) f).getInteger("times"))
        .containsExactly(1, 0);
  }

  @Test
  void a_fault_answers_with_the_body_it_was_given() {
    sandbox.arm("status", "any", "code", 418, "body", new JsonObject().put("short", "stout"));

    HttpResponse<String> answer = sandbox.get(SEND + "?chat_id=1&text=a");

    assertThat(answer.statusCode()).isEqualTo(418);
    assertThat(answer.body()).isEqualTo("{\"short\":\"stout\"}");
  }

  @Test
  void the_ledger_can_be_read_in_parts() {
    for (int i = 0; i < 5; i++) {
      sandbox.get(SEND + "?chat_id=1&text=" + i);
    }

    assertThat(sandbox.list("/_sandbox/ledger?after=3")).hasSize(2);
    assertThat(sandbox.list("/_sandbox/ledger?limit=1").getJsonObject(0).getString("content"))
        .isEqualTo("4");
    assertThat(sandbox.list("/_sandbox/ledger?platform=telegram")).hasSize(5);
    assertThat(sandbox.lastEntry().fieldNames())
        .containsExactly(
            "seq",
            "at",
            "platform",
            "operation",
            "account",
            "effect",
            "platform_post_id",
            "content",
            "status");
  }

  @Test
  void a_thousand_callers_wait_at_once_and_none_of_them_takes_a_thread() {
    sandbox.arm("latency", "publish", "ms", 500, "times", 0);
    long before = serverThreads();

    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 1_000)
            .mapToObj(i -> sandbox.sendLater(sandbox.to(SEND + "?chat_id=1&text=" + i)))
            .toList();
    calls.forEach(call -> assertThat(call.join().statusCode()).isEqualTo(200));

    assertThat(sandbox.created()).isEqualTo(1_000);
    assertThat(serverThreads() - before).isLessThan(5);
  }

  @Test
  void a_reset_forgets_everything() {
    sandbox.get(SEND + "?chat_id=1&text=a");
    sandbox.arm("latency", "any", "ms", 1);

    sandbox.reset();

    assertThat(sandbox.list("/_sandbox/ledger")).isEmpty();
    assertThat(sandbox.list("/_sandbox/messages")).isEmpty();
    assertThat(sandbox.list("/_sandbox/faults")).isEmpty();
  }

  @Test
  void the_page_shows_text_and_never_runs_it() {
    sandbox.get(SEND + "?chat_id=1&text=%3Cscript%3Ealert(1)%3C/script%3E");

    HttpResponse<String> page = sandbox.get("/");

    assertThat(page.body()).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(page.body()).doesNotContain("<script>alert");
    assertThat(page.headers().firstValue("content-security-policy")).isPresent();
  }

  @Test
  void made_up_pictures_are_real_pictures() throws Exception {
    for (String ending : List.of("jpg", "png", "gif")) {
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient()
              .send(
                  sandbox.to("/_sandbox/media/any/name." + ending).build(),
                  HttpResponse.BodyHandlers.ofByteArray());

      assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getWidth()).isEqualTo(1080);
      assertThat(answer.headers().firstValueAsLong("content-length"))
          .hasValue(answer.body().length);
    }
  }

  @Test
  void a_made_up_video_has_the_size_that_was_asked_for() throws Exception {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                sandbox.to("/_sandbox/media/clip.mp4?bytes=5000000").build(),
                HttpResponse.BodyHandlers.ofInputStream());
    byte[] bytes = answer.body().readAllBytes();

    assertThat(bytes).hasSize(5_000_000);
    assertThat(new String(bytes, 4, 4, "US-ASCII")).isEqualTo("ftyp");
    assertThat(answer.headers().firstValue("content-type")).hasValue("video/mp4");
    assertThat(sandbox.get("/_sandbox/media/clip.mp4?bytes=many").statusCode()).isEqualTo(400);
    assertThat(sandbox.get("/_sandbox/media/clip.mp4?bytes=100").body()).contains("at least");
    assertThat(sandbox.get("/_sandbox/media/clip.mp4?width=721").body()).contains("even");
    assertThat(sandbox.get("/_sandbox/media/clip.exe").statusCode()).isEqualTo(404);
  }

  @Test
  void a_made_up_picture_has_the_size_that_was_asked_for() throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                sandbox.to("/_sandbox/media/a.png?width=1350&height=300&bytes=90000").build(),
                HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.body()).hasSize(90_000);
    assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getHeight()).isEqualTo(300);
    assertThat(sandbox.get("/_sandbox/media/a.png?width=0").statusCode()).isEqualTo(400);
    assertThat(sandbox.get("/_sandbox/media/a.png?width=9000&height=9000").body())
        .contains("pixels");
  }

  @Test
  void bad_media_are_bad() {
    assertThat(sandbox.get("/_sandbox/media/bad/missing.jpg").statusCode()).isEqualTo(404);
    assertThat(sandbox.get("/_sandbox/media/bad/broken.jpg").statusCode()).isEqualTo(500);
    assertThat(sandbox.get("/_sandbox/media/bad/lie.jpg").body()).contains("<html>");
    assertThat(location("private")).startsWith("http://169.254.169.254/");
    assertThat(location("loop")).endsWith("/bad/loop.jpg");
    assertThat(location("moved")).isEqualTo("/_sandbox/media/moved.jpg");
    assertThat(sandbox.get("/_sandbox/media/bad/unheard-of.jpg").statusCode()).isEqualTo(404);
  }

  private static String location(String name) {
    return sandbox
        .get("/_sandbox/media/bad/" + name + ".jpg")
        .headers()
        .firstValue("location")
        .orElseThrow();
  }

  @Test
  void the_head_of_a_video_tells_its_size() {
    HttpResponse<String> head =
        sandbox.send(
            sandbox
                .to("/_sandbox/media/clip.mov?bytes=400000000")
                .method("HEAD", BodyPublishers.noBody()));

    assertThat(head.headers().firstValueAsLong("content-length")).hasValue(400_000_000L);
  }

  @Test
  void an_unknown_path_is_told_in_json() {
    assertThat(sandbox.get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(SandboxClient.object(sandbox.get("/nowhere")).getString("error"))
        .contains("/nowhere");
  }

  @Test
  void a_broken_query_is_answered_and_leaves_nobody_waiting() throws IOException {
    assertThat(raw("GET /telegram/bot1:sandbox/sendMessage?text=%zz HTTP/1.1")).contains(" 400 ");
    assertThat(raw("GET /_sandbox/ledger?platform=%zz HTTP/1.1")).contains(" 400 ");
    assertThat(raw("GET /telegram/bot1:%zz/getMe HTTP/1.1")).contains(" 400 ");
  }

  @Test
  void a_port_in_use_is_told_in_one_line() {
    int port = Integer.parseInt(sandbox.baseUrl().replaceFirst(".*:", ""));
    Sandbox second =
        new Sandbox(
            new SandboxSettings(true, "127.0.0.1", port, false), List.of(), Clock.systemUTC());

    assertThatThrownBy(second::start)
        .isInstanceOf(SandboxStartException.class)
        .hasMessageContaining("127.0.0.1:" + port + " is in use");
    assertThat(second.isRunning()).isFalse();
  }

  @Test
  void a_cut_answer_has_its_true_length_and_ends_early() throws IOException {
    String whole = heard(SEND + "?chat_id=1&text=a");
    sandbox.arm("cut_after", "publish", "bytes", 0);
    sandbox.arm("cut_after", "publish", "bytes", 20);
    sandbox.arm("cut_after", "publish", "bytes", 150);
    sandbox.arm("cut_after", "publish", "bytes", 1_000_000);

    assertThat(heard(SEND + "?chat_id=1&text=b")).isEmpty();
    assertThat(heard(SEND + "?chat_id=1&text=c")).hasSize(20).startsWith("HTTP/1.1 200 ");
    String part = heard(SEND + "?chat_id=1&text=d");
    String body = part.substring(part.indexOf("\r\n\r\n") + 4);

    assertThat(part).hasSize(150).contains("Content-Length: " + length(whole));
    assertThat(body.length()).isBetween(1, length(whole) - 1);
    assertThat(heard(SEND + "?chat_id=1&text=e")).endsWith("}");
    assertThat(sandbox.created()).isEqualTo(5);
    assertThat(sandbox.lastEntry().getInteger("status")).isZero();
  }

  @Test
  void a_garbled_answer_hides_an_effect_that_took_place() {
    sandbox.arm("garble_after", "publish", "body", "{\"ok\":tr");

    HttpResponse<String> answer = sandbox.get(SEND + "?chat_id=1&text=a");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"ok\":tr");
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(sandbox.created()).isEqualTo(1);
    assertThat(sandbox.lastEntry().getInteger("status")).isEqualTo(200);
  }

  @Test
  void a_garbled_answer_can_stand_for_nothing_at_all() {
    sandbox.arm(
        "garble_before",
        "publish",
        "code",
        302,
        "content_type",
        "text/html",
        "location",
        "https://elsewhere.example/");

    HttpResponse<String> answer = sandbox.get(SEND + "?chat_id=1&text=a");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("location")).hasValue("https://elsewhere.example/");
    assertThat(answer.headers().firstValue("content-type")).hasValue("text/html");
    assertThat(sandbox.created()).isZero();
  }

  @Test
  void an_endless_answer_goes_on_until_the_caller_hangs_up() throws Exception {
    sandbox.arm("garble_after", "publish", "body", "{", "endless", true);

    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                sandbox.to(SEND + "?chat_id=1&text=a").build(),
                HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      assertThat(new String(body.readNBytes(10_000))).startsWith("{  ").hasSize(10_000);
    }

    assertThat(answer.headers().firstValue("transfer-encoding")).hasValue("chunked");
    assertThat(sandbox.created()).isEqualTo(1);
  }

  @Test
  void a_late_answer_follows_an_effect_that_everyone_can_see_already() {
    sandbox.arm("late_answer", "publish", "ms", 500);

    CompletableFuture<HttpResponse<String>> call =
        sandbox.sendLater(sandbox.to(SEND + "?chat_id=1&text=a"));
    await().until(() -> sandbox.created() == 1);

    assertThat(sandbox.lastEntry().getInteger("status")).isZero();
    assertThat(call.join().statusCode()).isEqualTo(200);
    assertThat(sandbox.lastEntry().getInteger("status")).isEqualTo(200);
  }

  @Test
  void a_lie_without_its_measure_is_refused() {
    assertThat(refusal("{\"kind\":\"cut_after\"}")).contains("bytes");
    assertThat(refusal("{\"kind\":\"late_answer\"}")).contains("ms");
    assertThat(refusal("{\"kind\":\"garble_after\",\"code\":99}")).contains("code");
    assertThat(refusal("{\"kind\":\"garble_after\",\"endless\":1}")).contains("endless");
    assertThat(refusal("{\"kind\":\"garble_after\",\"location\":\"a\\nb\"}")).contains("location");
  }

  /** Returns all that a caller hears before the connection closes or falls silent. */
  private static String heard(String path) throws IOException {
    URI root = URI.create(sandbox.baseUrl());
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(10_000);
      String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes());
      return new String(socket.getInputStream().readAllBytes());
    }
  }

  private static int length(String answer) {
    return answer.length() - answer.indexOf("\r\n\r\n") - 4;
  }

  /** Says a request line that no well-behaved client would; returns the status line. */
  private static String raw(String line) throws IOException {
    URI root = URI.create(sandbox.baseUrl());
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write((line + "\r\nHost: x\r\n\r\n").getBytes());
      return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
    }
  }

  private static long serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("vert.x"))
        .count();
  }

  private static String refusal(String body) {
    HttpResponse<String> answer =
        sandbox.send(sandbox.to("/_sandbox/faults").POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(400);
    return answer.body();
  }
}
