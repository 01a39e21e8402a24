package io.snshub.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.TestDatabase;
import io.snshub.store.Dialect;
import io.snshub.store.Jitter;
import io.snshub.store.RedisLink;
import io.snshub.store.RedisSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/**
 * Two processes' caches over one PostgreSQL and one Redis, random writes and reads on both, and a
 * Redis that is killed, restored, flushed, held and cut off at random. {@code -Dhub.cache.seconds}
 * makes it longer, {@code -Dhub.cache.seed} another.
 */
class ConsistencyTest {
  private static final int KEYS = 100;

  /** They get half of the writes; what is wrong about the others stays so for long. */
  private static final int HOT = 10;

  private static final int SECONDS = Integer.getInteger("hub.cache.seconds", 6);
  private static final long SEED = Long.getLong("hub.cache.seed", 1);

  private final TestDatabase database = TestDatabase.open(Dialect.POSTGRESQL);
  private final TestRedis redis = new TestRedis().start();
  private final Progress progress = new Progress();
  private final ReadRules rules = new ReadRules(KEYS, progress::nanos);
  private final AtomicLongArray written = new AtomicLongArray(KEYS);
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger faults = new AtomicInteger();

  /** One process: its wire to Redis, its cache, its shelf. */
  private final class Node implements AutoCloseable {
    final int number;
    final Wire wire = new Wire(redis.port());
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ExecutorService refresher = Executors.newFixedThreadPool(2);
    final RedisLink link;
    final RedisCache cache;
    final Shelf<Integer> shelf;

    Node(int number) {
      this.number = number;
      Ticker ticker = Ticker.systemTicker();
      Duration half = Duration.ofMillis(500);
      Tiers tiers =
          new Tiers(
              new Memory(1 << 20, ticker),
              new Lives(half, half, Duration.ofMillis(200)),
              new Bulkhead(16, Duration.ofSeconds(30)),
              ticker,
              refresher,
              new CacheMeters(meters, "memory"),
              Behind.NOTHING);
      this.link =
          new RedisLink(
              // longer than by default: nothing that is promised hangs on it, and where much else
              // runs, Redis would hardly be used
              new RedisSettings(wire.url(), Duration.ofMillis(250)),
              new Jitter(new Random(SEED + number)));
      RedisLives lives =
          new RedisLives(
              Duration.ofMinutes(5),
              Duration.ofSeconds(2),
              Duration.ofMillis(100),
              new Random(SEED));
      this.cache = new RedisCache(link, database.sql(), tiers, "node-" + number, lives, meters);
      this.shelf = new Shelves(tiers.with(cache.tier())).shelf("row", String::valueOf, this::load);
      link.start();
      cache.start();
    }

    /** Three of four versions are at rest. */
    private Map<Integer, Document> load(List<Integer> keys) {
      Map<Integer, Document> found = new HashMap<>();
      database
          .jdbc()
          .sql("select id, version from consistency where id in (:ids)")
          .param("ids", keys)
          .query(
              (row, n) ->
                  found.put(
                      row.getInt("id"),
                      new Document(
                          new byte[100], row.getLong("version"), row.getLong("version") % 4 != 0)))
          .list();
      linger();
      return found;
    }

    /** Much may happen between a row's reading and its keeping. */
    private void linger() {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      try {
        if (random.nextInt(4) == 0) {
          end.await(random.nextInt(20_000), TimeUnit.MICROSECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** A key is changed by one node only, or by both, by its remainder. */
    boolean mayWrite(int key) {
      return key % 3 == 2 || key % 3 == number;
    }

    double hits(String tier) {
      return meters.get("sns.cache.hits").tag("tier", tier).counter().count();
    }

    @Override
    public void close() {
      cache.stop();
      link.stop();
      wire.close();
      refresher.shutdownNow();
    }
  }

  @Test
  void nobody_reads_what_is_too_old_and_no_change_is_lost() throws Exception {
    createRows();
    try (Node a = new Node(0);
        Node b = new Node(1)) {
      List<Thread> threads = new ArrayList<>();
      for (Node node : List.of(a, b)) {
        Random seeds = new Random(SEED + 31 * node.number);
        threads.add(thread(() -> write(node, new Random(seeds.nextLong()))));
        threads.add(thread(() -> write(node, new Random(seeds.nextLong()))));
        threads.add(thread(() -> read(node, new Random(seeds.nextLong()))));
        threads.add(thread(() -> read(node, new Random(seeds.nextLong()))));
      }
      threads.add(thread(() -> disturb(a, b, new Random(SEED))));
      end.await(SECONDS, TimeUnit.SECONDS);
      end.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      System.out.printf(
          "N=%d reads, %d faults, oldest %d ms, %d ms lost, hits %.0f and %.0f in memory,"
              + " %.0f and %.0f in redis%n",
          rules.reads.get(),
          faults.get(),
          rules.oldest.get() / 1_000_000,
          progress.lostMillis(),
          a.hits("memory"),
          b.hits("memory"),
          a.hits("redis"),
          b.hits("redis"));

      assertThat(rules.violations().stream().limit(10)).as("with seed %d", SEED).isEmpty();
      for (int key = 0; key < KEYS; key++) {
        assertThat(version(key)).as("key %d", key).isEqualTo(written.get(key));
      }
      assertThat(faults.get()).isPositive();
      assertThat(a.hits("memory")).isPositive();
      assertThat(a.hits("redis") + b.hits("redis")).isPositive();
    } finally {
      progress.close();
      redis.close();
      database.close();
    }
  }

  private void createRows() {
    database.jdbc().sql("create table consistency (id int primary key, version bigint)").update();
    for (int key = 0; key < KEYS; key++) {
      database.jdbc().sql("insert into consistency values (?, 0)").param(key).update();
    }
  }

  private long version(int key) {
    return database
        .jdbc()
        .sql("select version from consistency where id = ?")
        .param(key)
        .query(Long.class)
        .single();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private Thread thread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException | RuntimeException | Error e) {
                rules.failed(e);
              }
            });
    thread.start();
    return thread;
  }

  /** Waits a moment; true as long as the test goes on. */
  private boolean goesOn(Random random, int microsAtMost) throws InterruptedException {
    return !end.await(random.nextInt(microsAtMost), TimeUnit.MICROSECONDS);
  }

  /** Half of the writes depend on what the cache says, as an If-Match does. */
  private void write(Node node, Random random) throws InterruptedException {
    while (goesOn(random, 60_000)) {
      int key = random.nextInt(random.nextBoolean() ? HOT : KEYS);
      if (!node.mayWrite(key)) {
        continue;
      }
      Long seen = random.nextBoolean() ? node.shelf.get(key).version() : null;
      Integer version =
          database
              .transaction()
              .execute(
                  status -> {
                    node.shelf.changed(key);
                    return database
                        .jdbc()
                        .sql(
                            "update consistency set version = version + 1 where id = :id and"
                                + " version = coalesce(:seen, version) returning version")
                        .param("id", key)
                        .param("seen", seen, java.sql.Types.BIGINT)
                        .query(Integer.class)
                        .optional()
                        .orElse(null);
                  });
      if (version != null) {
        rules.committed(node.number, key, version);
        written.incrementAndGet(key);
      }
    }
  }

  private void read(Node node, Random random) throws InterruptedException {
    long[] seen = new long[KEYS];
    while (goesOn(random, 1_000)) {
      List<Integer> keys = random.ints(1 + random.nextInt(4), 0, KEYS).distinct().boxed().toList();
      List<ReadRules.Floor> floors = keys.stream().map(k -> rules.begin(node.number, k)).toList();
      Map<Integer, Document> page =
          keys.size() == 1
              ? Map.of(keys.get(0), node.shelf.get(keys.get(0)))
              : node.shelf.getAll(keys);
      for (ReadRules.Floor floor : floors) {
        int key = floor.key();
        long version = page.get(key).version();
        rules.end(floor, version);
        if (key % 3 == node.number && version < seen[key]) {
          rules.wentBack(node.number, key, seen[key], version);
        }
        seen[key] = version;
      }
    }
  }

  /** What happens to Redis; now and then it is well for long enough to be taken for steady. */
  private void disturb(Node a, Node b, Random random) throws InterruptedException {
    while (!end.await(
        random.nextInt(5) == 0 ? 3_500 : 300 + random.nextInt(700), TimeUnit.MILLISECONDS)) {
      faults.incrementAndGet();
      Node one = random.nextBoolean() ? a : b;
      int millis = 50 + random.nextInt(500);
      switch (random.nextInt(5)) {
        case 0 -> {
          redis.ask(commands -> commands.save());
          end.await(millis, TimeUnit.MILLISECONDS);
          redis.kill();
          redis.start();
        }
        case 1 -> {
          redis.kill();
          end.await(millis, TimeUnit.MILLISECONDS);
          redis.start();
        }
        case 2 -> redis.ask(commands -> commands.flushall());
        case 3 -> {
          one.wire.hold();
          end.await(millis, TimeUnit.MILLISECONDS);
          one.wire.release();
        }
        default -> {
          one.wire.cut();
          end.await(millis, TimeUnit.MILLISECONDS);
          one.wire.mend();
        }
      }
    }
  }
}
