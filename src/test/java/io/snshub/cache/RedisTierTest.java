package io.snshub.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.snshub.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Memory's time stands still unless a test advances it: what gets through is Redis's doing. */
class RedisTierTest {
  private static final TestRedis REDIS = new TestRedis();
  private static TestDatabase database;

  private final Rows rows = new Rows();
  private final List<AutoCloseable> opened = new ArrayList<>();

  /** A process and its shelf. */
  private record Node(TestTiers tiers, Shelf<Long> posts) {
    long version(long key) {
      Document document = posts.get(key);
      return document == null ? -1 : document.version();
    }
  }

  @BeforeAll
  static void open() {
    database = TestDatabase.inMemory();
  }

  @AfterAll
  static void close() {
    REDIS.close();
    database.close();
  }

  @BeforeEach
  void startRedis() {
    REDIS.start();
    REDIS.ask(redis -> redis.flushall());
  }

  @AfterEach
  void closeNodes() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    REDIS.kill();
  }

  private Node node(String name) {
    Node node = node(name, REDIS.url(), Duration.ofSeconds(60));
    await().until(node.tiers()::connected);
    return node;
  }

  private Node node(String name, String url, Duration timeout) {
    TestTiers tiers = new TestTiers(name, url, database.sql(), timeout);
    opened.add(tiers);
    return new Node(tiers, tiers.shelves.shelf("post", String::valueOf, rows));
  }

  private Wire wire() {
    Wire wire = new Wire(REDIS.port());
    opened.add(wire);
    return wire;
  }

  private static boolean kept(long key) {
    String entry = REDIS.ask(redis -> redis.get("v1:post:" + key));
    return entry != null && entry.startsWith("D");
  }

  private static long epoch() {
    return database.sql().run("cache/read-epoch").query(Long.class).single();
  }

  private static void awaitKept(long key) {
    await().until(() -> kept(key));
  }

  /** Has one node fill Redis, and another read from there. */
  private void share(Node first, Node second, long key) {
    first.tiers().advance(1_000);
    second.tiers().advance(1_000);
    first.version(key);
    awaitKept(key);
    assertThat(second.version(key)).isEqualTo(rows.rows.get(key).version());
  }

  @Test
  void what_one_node_has_loaded_another_finds() {
    Node a = node("a");
    Node b = node("b");
    rows.rest(1, 4);

    assertThat(a.version(1)).isEqualTo(4);
    awaitKept(1);

    assertThat(b.version(1)).isEqualTo(4);
    assertThat(new String(b.posts().get(1L).bytes())).isEqualTo("1 in version 4");
    assertThat(rows.loads).hasSize(1);
    assertThat(a.tiers().misses("redis")).isEqualTo(1);
    assertThat(b.tiers().hits("redis")).isEqualTo(1);
  }

  @Test
  void a_page_asks_redis_once_and_the_loader_for_the_rest() {
    Node a = node("a");
    Node b = node("b");
    for (long key = 1; key <= 3; key++) {
      rows.rest(key, key);
    }
    a.posts().getAll(List.of(1L, 3L));
    awaitKept(1);
    awaitKept(3);

    assertThat(b.posts().getAll(List.of(1L, 2L, 3L, 4L))).containsOnlyKeys(1L, 2L, 3L);

    assertThat(rows.loads).containsExactly(List.of(1L, 3L), List.of(2L, 4L));
    assertThat(b.tiers().hits("redis")).isEqualTo(2);
  }

  @Test
  void what_moves_and_what_is_missing_stays_out_of_redis() {
    Node a = node("a");
    rows.move(1, 4);
    rows.rest(3, 1);

    a.posts().getAll(List.of(1L, 2L, 3L));
    awaitKept(3);

    assertThat(kept(1)).isFalse();
    assertThat(kept(2)).isFalse();
  }

  @Test
  void entries_in_redis_end() {
    Node a = node("a");
    rows.rest(1, 1);

    a.version(1);
    awaitKept(1);

    assertThat(REDIS.<Long>ask(redis -> redis.pttl("v1:post:1"))).isBetween(200_000L, 300_000L);
  }

  @Test
  void a_change_is_heard_by_the_other_node() {
    Node a = node("a");
    Node b = node("b");
    rows.rest(1, 4);
    share(a, b, 1);

    rows.rest(1, 5);
    a.posts().changed(1L);

    assertThat(a.version(1)).isEqualTo(5);
    await().until(() -> b.version(1) == 5);
  }

  @Test
  void a_load_that_a_change_has_overtaken_is_kept_nowhere() throws Exception {
    Node a = node("a");
    Node b = node("b");
    rows.rest(1, 4);
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    rows.afterRead =
        () -> {
          rows.afterRead = () -> {};
          read.countDown();
          go.await();
        };
    CompletableFuture<Long> late = CompletableFuture.supplyAsync(() -> b.version(1));
    read.await();

    rows.rest(1, 5);
    a.posts().changed(1L);
    await().until(() -> REDIS.<Long>ask(redis -> redis.exists("v1:post:1")) == 0);
    go.countDown();

    assertThat(late.get()).isEqualTo(4);
    await().until(() -> b.version(1) == 5);
    assertThat(node("c").version(1)).isEqualTo(5);
  }

  @Test
  void a_load_during_which_redis_was_flushed_is_not_kept_there() throws Exception {
    Node b = node("b");
    rows.rest(1, 4);
    rows.afterRead =
        () -> {
          rows.afterRead = () -> {};
          // the change was told, and Redis has forgotten even that
          REDIS.ask(redis -> redis.flushall());
        };

    assertThat(b.version(1)).isEqualTo(4);
    rows.rest(2, 1);
    b.version(2);
    awaitKept(2);

    assertThat(kept(1)).isFalse();
  }

  @Test
  void who_comes_second_loads_without_filling() throws Exception {
    Node a = node("a");
    Node b = node("b");
    rows.rest(1, 4);
    rows.afterRead =
        () -> {
          rows.afterRead = () -> {};
          // meanwhile b finds a's lease, and what it reads is newer
          rows.rest(1, 5);
          assertThat(b.version(1)).isEqualTo(5);
        };

    assertThat(a.version(1)).isEqualTo(4);
    awaitKept(1);

    assertThat(rows.loads).hasSize(2);
    assertThat(REDIS.<String>ask(redis -> redis.get("v1:post:1"))).endsWith("1 in version 4");
  }

  @Test
  void works_without_redis_from_the_start_and_uses_it_once_it_is_there() {
    REDIS.kill();
    Node a = node("a", REDIS.url(), Duration.ofSeconds(60));
    rows.rest(1, 4);
    assertThat(a.version(1)).isEqualTo(4);
    rows.rest(1, 5);
    a.posts().changed(1L);
    assertThat(a.version(1)).isEqualTo(5);

    REDIS.start();
    await().until(a.tiers()::connected);

    a.tiers().advance(1_000);
    assertThat(a.version(1)).isEqualTo(5);
    awaitKept(1);
  }

  @Test
  void a_redis_that_comes_back_with_old_data_is_not_believed() {
    Node a = node("a");
    Node b = node("b");
    rows.rest(1, 4);
    share(a, b, 1);
    REDIS.ask(redis -> redis.save());

    REDIS.kill();
    await().until(() -> !a.tiers().connected() && !b.tiers().connected());
    rows.rest(1, 5);
    a.posts().changed(1L);
    assertThat(a.version(1)).isEqualTo(5);
    REDIS.start();
    assertThat(kept(1)).isTrue();
    await().until(() -> a.tiers().connected() && b.tiers().connected());

    assertThat(a.version(1)).isEqualTo(5);
    assertThat(b.version(1)).isEqualTo(5);
    b.tiers().advance(1_000);
    assertThat(b.version(1)).isEqualTo(5);
    share(a, b, 1);
  }

  @Test
  void a_redis_that_another_node_has_lost_is_believed_by_nobody() {
    Wire wire = wire();
    Node a = node("a", wire.url(), Duration.ofSeconds(60));
    Node b = node("b");
    await().until(a.tiers()::connected);
    rows.rest(1, 4);
    share(a, b, 1);
    long before = epoch();

    wire.cut();
    await().until(() -> !a.tiers().connected());
    rows.rest(1, 5);
    a.posts().changed(1L);
    await().until(() -> epoch() > before);

    assertThat(b.tiers().connected()).isTrue();
    assertThat(kept(1)).isTrue();
    b.tiers().advance(500);
    assertThat(b.version(1)).isEqualTo(5);
  }

  @Test
  void reads_its_own_change_while_redis_has_not_confirmed_it() {
    Wire wire = wire();
    Node a = node("a", wire.url(), Duration.ofSeconds(60));
    await().until(a.tiers()::connected);
    rows.rest(1, 4);
    a.version(1);
    awaitKept(1);

    wire.hold();
    rows.rest(1, 5);
    a.posts().changed(1L);
    double asked = a.tiers().misses("redis");

    assertThat(a.version(1)).isEqualTo(5);
    // without waiting for what Redis would say
    assertThat(a.tiers().misses("redis")).isEqualTo(asked);
    assertThat(kept(1)).isTrue();
    wire.release();
    await().until(() -> !kept(1));
  }

  @Test
  void what_could_not_be_told_when_the_process_ends_is_believed_by_nobody() {
    Wire wire = wire();
    Node a = node("a", wire.url(), Duration.ofSeconds(60));
    Node b = node("b");
    await().until(a.tiers()::connected);
    rows.rest(1, 4);
    share(a, b, 1);

    wire.hold();
    rows.rest(1, 5);
    a.posts().changed(1L);
    a.tiers().close();

    assertThat(kept(1)).isTrue();
    b.tiers().advance(500);
    assertThat(b.version(1)).isEqualTo(5);
  }

  @Test
  void does_without_a_redis_that_refuses_its_password_and_doesnt_tell_it() {
    REDIS.ask(redis -> redis.configSet("requirepass", "other"));
    Logger logger = (Logger) LoggerFactory.getLogger("io.snshub.store.RedisLink");
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    try {
      Node a =
          node("a", REDIS.url().replace("redis://", "redis://:s3cret@"), Duration.ofSeconds(60));
      rows.rest(1, 4);
      assertThat(a.version(1)).isEqualTo(4);
      await().until(() -> !told.list.isEmpty());

      assertThat(told.list.get(0).getKeyValuePairs())
          .hasToString("[reason=\"it answers WRONGPASS\"]");
    } finally {
      logger.detachAppender(told);
      REDIS.kill("other");
    }
  }

  @Test
  void a_redis_that_hangs_is_left_alone_and_found_again() {
    Wire wire = wire();
    Node a = node("a", wire.url(), Duration.ofMillis(200));
    await().until(a.tiers()::connected);

    wire.hold();
    for (long key = 1; a.tiers().connected(); key++) {
      rows.rest(key, key);
      assertThat(a.version(key)).isEqualTo(key);
      // one for each of two commands that are waited for, and the look of the link itself
      assertThat(key).isLessThan(4);
    }
    rows.rest(1, 9);
    a.posts().changed(1L);
    assertThat(a.version(1)).isEqualTo(9);

    wire.release();
    await().until(a.tiers()::connected);
    a.tiers().advance(1_000);
    assertThat(a.version(1)).isEqualTo(9);
  }

  @Test
  void after_a_flush_all_is_loaded_and_kept_again() {
    Node a = node("a");
    Node b = node("b");
    rows.rest(1, 4);
    share(a, b, 1);

    REDIS.ask(redis -> redis.flushall());

    share(a, b, 1);
  }

  @Test
  void a_missed_message_empties_memory() {
    Node a = node("a");
    rows.rest(1, 4);
    a.version(1);
    awaitKept(1);
    rows.rest(1, 5);
    REDIS.ask(redis -> redis.del("v1:post:1"));
    assertThat(a.version(1)).isEqualTo(4);

    long number = Long.parseLong(REDIS.<String>ask(redis -> redis.get("v1:changes")));
    // the second of three is never sent
    REDIS.ask(redis -> redis.publish("v1:changed", (number + 1) + "\nx\npost\n7"));
    REDIS.ask(redis -> redis.publish("v1:changed", (number + 3) + "\nx\npost\n7"));

    await().until(() -> a.version(1) == 5);
  }

  @Test
  void a_redis_that_counts_again_what_it_had_counted_is_not_believed() {
    Node a = node("a");
    rows.rest(1, 4);
    a.version(1);
    awaitKept(1);
    long before = epoch();

    // a restored copy behind an address that stayed the same
    REDIS.ask(redis -> redis.publish("v1:changed", "1\nx\npost\n7"));
    REDIS.ask(redis -> redis.publish("v1:changed", "1\nx\npost\n7"));

    await().until(() -> epoch() > before);
    rows.rest(1, 5);
    await().until(() -> a.version(1) == 5);
  }
}
