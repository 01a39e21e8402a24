package io.snshub.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snshub.TestDatabase;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.store.Dialect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.springframework.dao.DataAccessResourceFailureException;

/** The bus over a real broker. */
class KafkaBusTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String prefix = "bus" + COUNT.incrementAndGet();
  private final List<KafkaNode> nodes = new ArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private TestDatabase database;
  private Outbox outbox;

  @BeforeEach
  void open() {
    database = TestDatabase.open(Dialect.H2);
    outbox = TestOutbox.on(database.sql());
  }

  @AfterEach
  void close() {
    nodes.forEach(KafkaNode::close);
    database.close();
  }

  private KafkaNode node(String name, boolean batched, Consumer<Event> behind) {
    Function<Object, Object> door =
        body -> {
          List<?> events = body instanceof List<?> list ? list : List.of(body);
          for (Object one : events) {
            Event event = (Event) one;
            behind.accept(event);
            heard.add(event.subject() + ":" + event.data().get("n"));
          }
          return null;
        };
    Subscription everything =
        new Subscription("test", Set.of(EventType.values()), "direct:hear", batched);
    KafkaNode node =
        new KafkaNode(
            name,
            KafkaNode.settings(prefix),
            database,
            List.of(everything),
            List.of(),
            Map.of("direct:hear", door));
    nodes.add(node);
    return node;
  }

  private void append(long post, int n) {
    Event event =
        Event.ofPost(EventType.POST_CREATED, post, 7, Map.of("n", n), Instant.EPOCH.plusSeconds(n));
    database.transaction().executeWithoutResult(status -> outbox.append(event));
  }

  private long waiting() {
    return database.jdbc().sql("select count(*) from outbox").query(Long.class).single();
  }

  private static void ready(KafkaNode node) {
    await().atMost(SOON).until(node.watch::ready);
  }

  private void relayAll(KafkaNode node) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              node.relay.moveBatch();
              return waiting() == 0;
            });
  }

  private List<String> heardOf(long post) {
    return heard.stream().filter(one -> one.startsWith("post/" + post + ":")).toList();
  }

  private static List<String> sequence(long post, int upTo) {
    return IntStream.rangeClosed(1, upTo).mapToObj(n -> "post/" + post + ":" + n).toList();
  }

  private void send(String value, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            prefix + ".events", "post/1".getBytes(), value.getBytes(StandardCharsets.UTF_8));
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes()));
    TestBroker.send(record);
  }

  private static String cloudEvent(String type, String more) {
    return """
        {"specversion":"1.0","id":"%s","source":"/elsewhere","type":"%s","subject":"post/1"%s}"""
        .formatted(UUID.randomUUID(), type, more);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Test
  void events_of_a_subject_arrive_in_order_and_as_they_were_written() {
    KafkaNode node = node("a", false, event -> assertThat(event.userId()).isEqualTo(7)).start();
    ready(node);
    for (int n = 1; n <= 20; n++) {
      for (long post = 1; post <= 5; post++) {
        append(post, n);
      }
    }

    relayAll(node);

    await().atMost(SOON).until(() -> heard.size() == 100);
    for (long post = 1; post <= 5; post++) {
      assertThat(heardOf(post)).isEqualTo(sequence(post, 20));
    }
    List<ConsumerRecord<byte[], byte[]>> records =
        TestBroker.read(prefix + ".events", found -> found.size() == 100);
    assertThat(records)
        .allSatisfy(
            one -> {
              assertThat(new String(one.key())).startsWith("post/");
              assertThat(new String(one.value()))
                  .contains("\"specversion\":\"1.0\"")
                  .contains("\"type\":\"post:created\"")
                  .contains("\"user_id\":7");
            });
    assertThat(node.health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void who_wants_batches_gets_a_poll_in_one_call() {
    AtomicInteger calls = new AtomicInteger();
    Subscription everything =
        new Subscription("test", Set.of(EventType.POST_CREATED), "direct:hear", true);
    KafkaNode node =
        new KafkaNode(
            "a",
            KafkaNode.settings(prefix),
            database,
            List.of(everything),
            List.of(),
            Map.of(
                "direct:hear",
                body -> {
                  calls.incrementAndGet();
                  ((List<?>) body).forEach(one -> heard.add(((Event) one).subject()));
                  return null;
                }));
    nodes.add(node);
    node.watch.start();
    ready(node);
    for (int n = 1; n <= 150; n++) {
      append(n, 1);
    }
    relayAll(node);

    node.start();

    await().atMost(SOON).until(() -> heard.size() == 150);
    assertThat(calls).hasValueLessThan(20);
  }

  /** The work is committed, the offset is not: the process died between the two. */
  @Test
  void a_crash_between_the_work_and_the_commit_repeats_and_loses_nothing() {
    KafkaNode node = node("a", false, event -> {}).start();
    ready(node);
    append(1, 1);
    relayAll(node);
    await().atMost(SOON).until(() -> heard.size() == 1);
    KafkaClients clients = new KafkaClients(node.settings, "dying");
    node.stop();
    append(1, 2);
    append(1, 3);
    node.watch.start();
    relayAll(node);
    Set<String> effects = ConcurrentHashMap.newKeySet();
    try (org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> dying =
        clients.reader("test")) {
      dying.subscribe(List.of(prefix + ".events"));
      await()
          .atMost(SOON)
          .until(
              () -> {
                dying
                    .poll(Duration.ofMillis(50))
                    .forEach(one -> effects.add(new String(one.value())));
                return effects.size() == 2;
              });
      // and no commit
    }

    KafkaNode next = node("b", false, event -> {}).start();

    await().atMost(SOON).until(() -> heard.size() >= 3);
    assertThat(heardOf(1)).isEqualTo(sequence(1, 3));
    assertThat(next.watch.ready()).isTrue();
  }

  @Test
  void a_poisoned_event_is_put_aside_with_its_reason_and_its_subject_goes_on_in_order() {
    KafkaNode node =
        node(
                "a",
                true,
                event -> {
                  if (event.subject().equals("post/1") && event.data().get("n").equals(2)) {
                    throw new IllegalStateException("can't bear two");
                  }
                })
            .start();
    ready(node);
    for (int n = 1; n <= 4; n++) {
      append(1, n);
      append(2, n);
    }

    relayAll(node);

    List<ConsumerRecord<byte[], byte[]>> dead =
        TestBroker.read(prefix + ".events.dlq", found -> found.size() == 1);
    assertThat(new String(dead.get(0).value())).contains("\"n\":2");
    assertThat(header(dead.get(0), "sns-reason")).contains("can't bear two");
    assertThat(header(dead.get(0), "sns-consumer")).isEqualTo("test");
    assertThat(header(dead.get(0), "sns-topic")).isEqualTo(prefix + ".events");
    await().atMost(SOON).until(() -> heard.contains("post/1:4") && heard.contains("post/2:4"));
    assertThat(new ArrayList<>(new java.util.LinkedHashSet<>(heardOf(1))))
        .containsExactly("post/1:1", "post/1:3", "post/1:4");
    assertThat(heardOf(2)).startsWith("post/2:1").endsWith("post/2:4");
    assertThat(node.meters.get("sns.bus.dead.letters").counter().count()).isEqualTo(1);
  }

  @Test
  void what_is_no_event_is_put_aside_and_newer_events_are_passed_over() {
    KafkaNode node = node("a", false, event -> {}).start();
    ready(node);

    send("no json at all", Map.of());
    send(cloudEvent("post:teleported", ",\"data\":{\"n\":1}"), Map.of());
    send(cloudEvent("post:created", ",\"data\":[1]"), Map.of());
    send("{\"specversion\":\"2.0\",\"type\":\"post:created\",\"what\":1}", Map.of());
    send(
        cloudEvent("post:created", ",\"newfield\":{\"a\":1},\"data\":{\"n\":9,\"newer\":true}"),
        Map.of());
    send(cloudEvent("post:created", ""), Map.of());

    await().atMost(SOON).until(() -> heard.size() == 2);
    assertThat(heard).containsExactly("post/1:9", "post/1:null");
    List<ConsumerRecord<byte[], byte[]>> dead =
        TestBroker.read(prefix + ".events.dlq", found -> found.size() == 2);
    assertThat(dead)
        .extracting(one -> header(one, "sns-reason"))
        .containsExactlyInAnyOrder("no JSON", "data is no object");
  }

  @Test
  void headers_of_a_record_steer_nothing() {
    KafkaNode node =
        node(
                "a",
                false,
                event -> {
                  if (event.data().get("n").equals(6)) {
                    throw new IllegalStateException("no");
                  }
                })
            .start();
    ready(node);
    Map<String, String> hostile =
        Map.of(
            "kafka.OVERRIDE_TOPIC", prefix + ".evil",
            "kafka.KEY", "evil",
            "CamelFileName", "/etc/passwd",
            "CamelHttpUri", "http://127.0.0.1:1",
            "sns-reason", "forged");

    send(cloudEvent("post:created", ",\"data\":{\"n\":5}"), hostile);
    send(cloudEvent("post:created", ",\"data\":{\"n\":6}"), hostile);

    await().atMost(SOON).until(() -> heard.contains("post/1:5"));
    List<ConsumerRecord<byte[], byte[]>> dead =
        TestBroker.read(prefix + ".events.dlq", found -> found.size() == 1);
    assertThat(new String(dead.get(0).key())).isEqualTo("post/1");
    Set<String> names = new TreeSet<>();
    dead.get(0).headers().forEach(header -> names.add(header.key()));
    assertThat(names)
        .containsExactly("sns-consumer", "sns-offset", "sns-partition", "sns-reason", "sns-topic");
    assertThat(header(dead.get(0), "sns-reason")).isEqualTo("IllegalStateException: no");
  }

  @Test
  void a_database_that_is_away_is_waited_for_and_nothing_is_put_aside() {
    AtomicInteger failures = new AtomicInteger(4);
    KafkaNode node =
        node(
                "a",
                true,
                event -> {
                  if (failures.getAndDecrement() > 0) {
                    throw new DataAccessResourceFailureException("away");
                  }
                })
            .start();
    ready(node);
    for (int n = 1; n <= 3; n++) {
      append(1, n);
    }

    relayAll(node);

    await().atMost(SOON).until(() -> heard.size() == 3);
    assertThat(heardOf(1)).isEqualTo(sequence(1, 3));
    assertThat(node.meters.get("sns.bus.dead.letters").counter().count()).isZero();
  }

  @Test
  void two_nodes_share_the_work_and_one_takes_over_what_the_other_leaves() {
    Set<String> byFirst = ConcurrentHashMap.newKeySet();
    Set<String> bySecond = ConcurrentHashMap.newKeySet();
    KafkaNode first = node("a", false, event -> byFirst.add(event.subject())).start();
    ready(first);
    KafkaNode second = node("b", false, event -> bySecond.add(event.subject())).start();
    AtomicInteger n = new AtomicInteger();
    await()
        .atMost(SOON)
        .until(
            () -> {
              int next = n.incrementAndGet();
              for (long post = 1; post <= 12; post++) {
                append(post, next);
              }
              relayAll(first);
              return !byFirst.isEmpty() && !bySecond.isEmpty();
            });

    first.stop();
    first.watch.start();
    int last = n.incrementAndGet();
    for (long post = 1; post <= 12; post++) {
      append(post, last);
    }
    relayAll(first);

    await()
        .atMost(SOON)
        .until(() -> heard.stream().filter(one -> one.endsWith(":" + last)).count() >= 12);
    for (long post = 1; post <= 12; post++) {
      assertThat(new HashSet<>(heardOf(post))).hasSize(last);
      assertThat(new ArrayList<>(new java.util.LinkedHashSet<>(heardOf(post))))
          .isEqualTo(sequence(post, last));
    }
  }

  @Test
  void events_wait_while_the_broker_is_away_and_catch_up_when_it_is_back() {
    KafkaNode node = node("a", false, event -> {}).start();
    ready(node);
    append(1, 1);
    relayAll(node);
    await().atMost(SOON).until(() -> heard.size() == 1);

    TestBroker.stop();
    try {
      for (int n = 2; n <= 30; n++) {
        append(1, n);
      }
      assertThat(node.relay.moveBatch().moved()).isZero();
      await().atMost(SOON).until(() -> node.watch.state().standing() == KafkaWatch.Standing.AWAY);
      assertThat(node.relay.moveBatch().moved()).isZero();
      assertThat(waiting()).isEqualTo(29);
      assertThat(node.health.health().getStatus()).isEqualTo(Status.DOWN);
      assertThat(database.jdbc().sql("select max(attempts) from outbox").query(Long.class).single())
          .isZero();
    } finally {
      TestBroker.start();
    }

    ready(node);
    relayAll(node);
    await().atMost(SOON).until(() -> heard.contains("post/1:30"));
    assertThat(new ArrayList<>(new java.util.LinkedHashSet<>(heardOf(1))))
        .isEqualTo(sequence(1, 30));
  }
}
