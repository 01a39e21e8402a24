package io.snshub.ingesting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.snshub.bus.Inlet;
import io.snshub.bus.TestBroker;
import io.snshub.bus.TestBus;
import io.snshub.call.PostSubmission;
import io.snshub.call.PostVerdict;
import io.snshub.call.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** Requests over a real broker, with a door behind the room that remembers origins. */
class TopicIngestTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final long ADA = 7;

  private final String prefix = "ingest" + COUNT.incrementAndGet();
  private final ObjectMapper json =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();
  private final Map<String, PostVerdict.AlreadyThere> posts = new ConcurrentHashMap<>();
  private final List<PostSubmission> asked = new CopyOnWriteArrayList<>();
  private final AtomicLong lastPost = new AtomicLong();
  private final List<TestBus> buses = new ArrayList<>();
  private volatile Consumer<PostSubmission> before = submission -> {};
  private DefaultCamelContext camel;

  @BeforeEach
  void open() throws Exception {
    camel = new DefaultCamelContext();
    camel.getRegistry().bind("requests", new TopicRequests(id -> id == 1 || id == ADA, json));
    camel.addRoutesConfigurations(new IngestPolicy());
    camel.addRoutes(new TopicRoutes());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:accept-post")
                .errorHandler(noErrorHandler())
                .process(
                    exchange ->
                        exchange
                            .getMessage()
                            .setBody(accept(exchange.getMessage().getBody(PostSubmission.class))));
          }
        });
    camel.start();
  }

  @AfterEach
  void close() {
    buses.forEach(TestBus::close);
    camel.stop();
  }

  private PostVerdict accept(PostSubmission submission) {
    asked.add(submission);
    before.accept(submission);
    String request = new String(submission.request(), StandardCharsets.UTF_8);
    if (request.contains("bad")) {
      return PostVerdict.Rejected.of("content", "is bad");
    }
    String origin = submission.userId() + " " + submission.origin();
    PostVerdict.AlreadyThere earlier = posts.get(origin);
    if (earlier != null) {
      return earlier;
    }
    long id = lastPost.incrementAndGet();
    posts.put(origin, new PostVerdict.AlreadyThere(id, submission.source()));
    return new PostVerdict.Accepted(id);
  }

  private TestBus bus(String node, String group) {
    Inlet inlet = new Inlet("posts", "requests", "direct:take-request");
    TestBus bus = TestBus.start(node, prefix, group, camel, inlet);
    buses.add(bus);
    return bus;
  }

  private void send(String key, String value, String... headers) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            prefix + ".posts.requests",
            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
            value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    for (String header : headers) {
      record.headers().add(header, "evil".getBytes(StandardCharsets.UTF_8));
    }
    TestBroker.send(record);
  }

  private List<JsonNode> receipts(int number) {
    return TestBroker.read(prefix + ".posts.receipts", found -> found.size() >= number).stream()
        .map(one -> parse(one.value()))
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> dead(int number) {
    return TestBroker.read(prefix + ".posts.requests.dlq", found -> found.size() >= number);
  }

  private JsonNode parse(byte[] text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode problem(ConsumerRecord<byte[], byte[]> letter) {
    return parse(letter.headers().lastHeader("sns-problem").value());
  }

  @Test
  void a_record_becomes_a_post_of_its_user_and_is_answered_with_a_receipt() {
    bus("a", "g");

    send("k1", "{\"content\":\"hello\"}");
    send("k2", "{\"content\":\"hello\",\"user_id\":7,\"request_id\":\"r1\"}");

    List<JsonNode> receipts = receipts(2);
    assertThat(receipts)
        .allSatisfy(one -> assertThat(one.path("status").asText()).isEqualTo("accepted"))
        .extracting(one -> one.path("key").asText())
        .containsExactlyInAnyOrder("k1", "k2");
    assertThat(receipts.get(0).path("topic").asText()).isEqualTo(prefix + ".posts.requests");
    assertThat(receipts.get(0).has("partition")).isTrue();
    assertThat(receipts.get(0).has("offset")).isTrue();
    assertThat(receipts).extracting(one -> one.path("post_id").asLong()).contains(1L, 2L);
    assertThat(asked).extracting(PostSubmission::userId).containsExactlyInAnyOrder(1L, ADA);
    assertThat(asked)
        .extracting(one -> new String(one.request(), StandardCharsets.UTF_8))
        .containsOnly("{\"content\":\"hello\"}");
  }

  @Test
  void bad_records_go_aside_with_their_problem_and_the_rest_goes_on() {
    bus("a", "g");

    send("k", "{\"content\":\"bad\"}", "kafka.OVERRIDE_TOPIC", "CamelFileName", "sns-problem");
    send("k", "{\"content\":\"x\",\"user_id\":99}");
    send("k", "{\"content\":\"x\",\"user_id\":\"me\"}");
    send("k", "{\"content\":\"x\",\"request_id\":\" \"}");
    send("k", null);
    send("k", "{\"content\":\"good\"}");

    List<JsonNode> receipts = receipts(6);
    assertThat(receipts)
        .extracting(one -> one.path("status").asText())
        .containsExactly("rejected", "rejected", "rejected", "rejected", "rejected", "accepted");
    assertThat(receipts)
        .extracting(one -> one.path("errors").path(0).path("field").asText())
        .containsExactly("content", "user_id", "user_id", "request_id", "body", "");
    List<ConsumerRecord<byte[], byte[]>> dead = dead(5);
    assertThat(new String(dead.get(0).value(), StandardCharsets.UTF_8))
        .isEqualTo("{\"content\":\"bad\"}");
    assertThat(problem(dead.get(0)).path("code").asText()).isEqualTo("validation_failed");
    assertThat(problem(dead.get(0)).path("errors").path(0).path("message").asText())
        .isEqualTo("is bad");
    assertThat(dead.get(0).headers().lastHeader("kafka.OVERRIDE_TOPIC")).isNull();
    assertThat(dead.get(0).headers().lastHeader("CamelFileName")).isNull();
  }

  /** Another group sees the topic from its first record, as a group does whose offsets are gone. */
  @Test
  void a_replay_of_the_topic_makes_nothing_twice_and_gives_the_same_receipts() {
    TestBus first = bus("a", "g1");
    send("k", "{\"content\":\"one\"}");
    send("k", "{\"content\":\"two\",\"request_id\":\"r2\"}");
    send("k", "{\"content\":\"bad\"}");
    List<JsonNode> receipts = receipts(3);
    first.close();

    bus("b", "g2");

    List<JsonNode> all = receipts(6);
    assertThat(all.subList(3, 6)).isEqualTo(receipts);
    assertThat(posts).hasSize(2);
  }

  @Test
  void a_request_id_makes_one_post_and_equal_texts_with_two_of_them_make_two() {
    bus("a", "g");

    send("k", "{\"content\":\"same\",\"request_id\":\"a\"}");
    send("k", "{\"content\":\"same\",\"request_id\":\"b\"}");
    send("k", "{\"content\":\"same\",\"request_id\":\"a\"}");
    send("k", "{\"content\":\"other\",\"request_id\":\"a\"}");

    List<JsonNode> receipts = receipts(4);
    assertThat(receipts)
        .extracting(one -> one.path("post_id").asLong())
        .containsExactly(1L, 2L, 1L, 0L);
    assertThat(receipts.get(3).path("errors").path(0).path("field").asText())
        .isEqualTo("request_id");
  }

  @Test
  void what_passes_is_waited_for_in_order_and_nothing_goes_aside() {
    AtomicInteger failures = new AtomicInteger(3);
    before =
        submission -> {
          int left = failures.getAndDecrement();
          if (left == 3) {
            throw new DataAccessResourceFailureException("away");
          }
          if (left > 0) {
            throw Problems.unavailable("full");
          }
        };
    bus("a", "g");

    for (int n = 1; n <= 5; n++) {
      send("k", "{\"content\":\"text %d\"}".formatted(n));
    }

    assertThat(receipts(5))
        .extracting(one -> one.path("post_id").asLong())
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(posts).hasSize(5);
  }

  @Test
  void a_record_that_the_hub_fails_on_is_rejected_and_can_be_sent_again() {
    before =
        submission -> {
          throw new IllegalStateException("a bug");
        };
    bus("a", "g");

    send("k", "{\"content\":\"text\"}");

    assertThat(receipts(1).get(0).path("status").asText()).isEqualTo("rejected");
    assertThat(problem(dead(1).get(0)).path("code").asText()).isEqualTo("internal_error");
    before = submission -> {};
    send("k", "{\"content\":\"text\"}");
    assertThat(receipts(2).get(1).path("status").asText()).isEqualTo("accepted");
  }

  @Test
  void a_slow_database_holds_the_topic_back() {
    AtomicBoolean slow = new AtomicBoolean(true);
    before =
        submission -> {
          if (slow.get()) {
            throw new DataAccessResourceFailureException("slow");
          }
        };
    bus("a", "g").awaitReady();
    TestBroker.sendAll(prefix + ".posts.requests", 1_000, n -> "{\"content\":\"t" + n + "\"}");

    await().atMost(SOON).until(() -> asked.size() >= 3);
    assertThat(posts).isEmpty();
    assertThat(asked)
        .extracting(PostSubmission::origin)
        .as("the first again and again, none behind it")
        .containsOnly(asked.get(0).origin());
    slow.set(false);

    await().atMost(SOON).until(() -> posts.size() == 1_000);
    assertThat(receipts(1_000)).hasSize(1_000);
  }
}
