package io.snshub.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snshub.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;

/** What threads may do to each other. */
class ShelfRaceTest {
  private final Rows rows = new Rows();
  private final TestTiers tiers = new TestTiers(true);
  private final Shelf<Long> shelf = tiers.shelves.shelf("post", String::valueOf, rows);
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void letGo() {
    go.countDown();
  }

  /** Reads in a thread of its own. */
  private FutureTask<Long> reader(long key) {
    FutureTask<Long> task = new FutureTask<>(() -> shelf.get(key).version());
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return task;
  }

  private void awaitWaiting(int reader) {
    await().until(() -> threads.get(reader).getState() == Thread.State.WAITING);
  }

  /** The first load stops after it has read its rows. */
  private void stopFirstLoad() {
    rows.afterRead =
        () -> {
          rows.afterRead = () -> {};
          read.countDown();
          go.await();
        };
  }

  @Test
  void those_who_want_the_same_wait_for_one_load() throws Exception {
    rows.rest(1, 4);
    stopFirstLoad();

    FutureTask<Long> first = reader(1);
    read.await();
    FutureTask<Long> second = reader(1);
    awaitWaiting(1);
    go.countDown();

    assertThat(first.get()).isEqualTo(4);
    assertThat(second.get()).isEqualTo(4);
    assertThat(rows.loads).hasSize(1);
  }

  @Test
  void a_load_from_before_a_change_is_neither_joined_nor_kept() throws Exception {
    rows.rest(1, 4);
    stopFirstLoad();
    FutureTask<Long> late = reader(1);
    read.await();

    rows.rest(1, 5);
    shelf.changed(1L);

    assertThat(shelf.get(1L).version()).isEqualTo(5);
    go.countDown();
    assertThat(late.get()).isEqualTo(5);
    assertThat(shelf.get(1L).version()).isEqualTo(5);
    assertThat(rows.loads).hasSize(2);
  }

  @Test
  void a_late_load_leaves_nothing_where_nothing_is() throws Exception {
    rows.rest(1, 4);
    stopFirstLoad();
    FutureTask<Long> late = reader(1);
    read.await();

    rows.rest(1, 5);
    shelf.changed(1L);
    go.countDown();

    assertThat(late.get()).isEqualTo(4);
    assertThat(shelf.get(1L).version()).isEqualTo(5);
  }

  @Test
  void what_was_missing_before_it_was_made_is_not_kept_as_missing() throws Exception {
    stopFirstLoad();
    FutureTask<Map<Long, Document>> late = new FutureTask<>(() -> shelf.getAll(List.of(1L)));
    new Thread(late).start();
    read.await();

    rows.rest(1, 1);
    shelf.changed(1L);
    go.countDown();

    assertThat(late.get()).isEmpty();
    assertThat(shelf.get(1L)).isNotNull();
  }

  @Test
  void two_pages_that_overlap_dont_wait_for_each_other_for_ever() throws Exception {
    rows.rest(1, 1);
    rows.rest(2, 2);
    rows.rest(3, 3);
    stopFirstLoad();
    FutureTask<Map<Long, Document>> one = new FutureTask<>(() -> shelf.getAll(List.of(1L, 2L)));
    new Thread(one).start();
    read.await();

    FutureTask<Map<Long, Document>> two = new FutureTask<>(() -> shelf.getAll(List.of(3L, 2L, 1L)));
    Thread second = new Thread(two);
    second.start();
    await().until(() -> second.getState() == Thread.State.WAITING);
    go.countDown();

    assertThat(one.get()).containsOnlyKeys(1L, 2L);
    assertThat(two.get()).containsOnlyKeys(1L, 2L, 3L);
    assertThat(rows.loads).containsExactly(List.of(1L, 2L), List.of(3L));
  }

  @Test
  void who_waits_for_a_load_hears_of_its_failure() throws Exception {
    rows.rest(1, 1);
    rows.afterRead =
        () -> {
          rows.afterRead = () -> {};
          read.countDown();
          go.await();
          throw new TransientDataAccessResourceException("away");
        };
    FutureTask<Long> first = reader(1);
    read.await();
    FutureTask<Long> second = reader(1);
    awaitWaiting(1);
    go.countDown();

    assertThatThrownBy(first::get).hasRootCauseMessage("away");
    assertThatThrownBy(second::get).hasRootCauseMessage("away");
    assertThat(shelf.get(1L).version()).isEqualTo(1);
  }

  @Test
  void emptied_memory_keeps_nothing_of_loads_under_way() throws Exception {
    rows.rest(1, 4);
    stopFirstLoad();
    FutureTask<Long> late = reader(1);
    read.await();

    rows.rest(1, 5);
    tiers.tiers.memory().flush();
    go.countDown();

    assertThat(late.get()).isEqualTo(4);
    assertThat(shelf.get(1L).version()).isEqualTo(5);
  }

  @Test
  void of_two_versions_the_higher_stays() {
    Slot slot = new Slot("post", "1");
    Memory memory = tiers.tiers.memory();
    long stamp = memory.stamp(slot);
    Held four = tiers.tiers.lives().hold(Document.resting(new byte[0], 4), 0, tiers.clock.nanos());
    Held five = tiers.tiers.lives().hold(Document.resting(new byte[0], 5), 0, tiers.clock.nanos());
    Held none = tiers.tiers.lives().hold(null, 0, tiers.clock.nanos());

    assertThat(memory.put(slot, stamp, five)).isSameAs(five);
    assertThat(memory.put(slot, stamp, four)).isSameAs(five);
    assertThat(memory.put(slot, stamp, none)).isSameAs(five);
    assertThat(memory.get(slot)).isSameAs(five);
  }

  @Test
  void a_hot_document_at_rest_is_loaded_again_beside_its_reader() {
    rows.rest(1, 4);
    shelf.get(1L);
    tiers.advance(35_999);
    shelf.get(1L);
    assertThat(tiers.refreshes).isEmpty();

    tiers.advance(1);
    rows.rest(1, 5);
    assertThat(shelf.get(1L).version()).isEqualTo(4);
    shelf.get(1L);
    assertThat(tiers.refreshes).hasSize(1);

    tiers.refreshes.remove().run();
    assertThat(shelf.get(1L).version()).isEqualTo(5);
    tiers.advance(35_999);
    shelf.getAll(List.of(1L));
    assertThat(rows.loads).hasSize(2);
  }

  @Test
  void a_refresh_that_fails_is_nobodys_trouble() {
    rows.rest(1, 4);
    shelf.get(1L);
    tiers.advance(40_000);
    shelf.getAll(List.of(1L));
    rows.afterRead =
        () -> {
          throw new TransientDataAccessResourceException("away");
        };

    tiers.refreshes.remove().run();

    assertThat(shelf.get(1L).version()).isEqualTo(4);
  }

  @Test
  void few_loads_run_at_once() throws Exception {
    TestTiers narrow = new TestTiers(true, 1 << 20, 1);
    Shelf<Long> posts = narrow.shelves.shelf("post", String::valueOf, rows);
    rows.rest(1, 1);
    rows.rest(2, 2);
    stopFirstLoad();
    FutureTask<Document> first = new FutureTask<>(() -> posts.get(1L));
    new Thread(first).start();
    read.await();

    FutureTask<Document> second = new FutureTask<>(() -> posts.get(2L));
    Thread waiting = new Thread(second);
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    assertThat(rows.loads).hasSize(1);
    go.countDown();

    assertThat(second.get().version()).isEqualTo(2);
  }

  @Test
  void a_change_counts_after_its_commit_and_inside_the_transaction_nothing_is_kept() {
    try (TestDatabase database = TestDatabase.inMemory()) {
      rows.rest(1, 4);
      shelf.get(1L);

      database
          .transaction()
          .executeWithoutResult(
              status -> {
                rows.rest(1, 5);
                shelf.changed(1L);
                assertThat(shelf.get(1L).version()).isEqualTo(5);
                assertThat(shelf.getAll(List.of(1L)).get(1L).version()).isEqualTo(5);
                rows.rest(1, 6);
              });

      assertThat(rows.loads).hasSize(3);
      assertThat(shelf.get(1L).version()).isEqualTo(6);
    }
  }

  @Test
  void what_others_read_before_the_commit_is_forgotten_with_it() {
    try (TestDatabase database = TestDatabase.inMemory()) {
      rows.rest(1, 4);
      database
          .transaction()
          .executeWithoutResult(
              status -> {
                shelf.changed(1L);
                FutureTask<Long> other = reader(1);
                await().until(other::isDone);
                rows.rest(1, 5);
              });

      assertThat(shelf.get(1L).version()).isEqualTo(5);
    }
  }

  @Test
  void a_transaction_whose_end_is_unknown_is_taken_for_committed() {
    try (TestDatabase database = TestDatabase.inMemory()) {
      rows.rest(1, 4);
      shelf.get(1L);
      database
          .transaction()
          .executeWithoutResult(
              status -> {
                shelf.changed(1L);
                rows.rest(1, 5);
                status.setRollbackOnly();
              });

      assertThat(shelf.get(1L).version()).isEqualTo(5);
    }
  }

  @Test
  void a_groups_number_is_read_anew_after_its_change() {
    Map<Long, Long> numbers = new java.util.HashMap<>(Map.of(7L, 1L));
    List<List<Long>> reads = new ArrayList<>();
    Generations<Long> generations =
        tiers.shelves.generations(
            "user",
            groups -> {
              reads.add(groups);
              return numbers;
            });

    assertThat(generations.of(7L)).isEqualTo(1);
    assertThat(generations.of(8L)).isZero();
    numbers.put(7L, 2L);
    assertThat(generations.of(7L)).isEqualTo(1);
    generations.changed(7L);
    assertThat(generations.of(7L)).isEqualTo(2);
    assertThat(reads).hasSize(3);
    assertThat(tiers.hits("memory") + tiers.misses("memory")).isZero();
  }
}
