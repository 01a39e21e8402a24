package io.snshub.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.store.Dialect;
import io.snshub.store.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class RelayTest {
  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    OnPostgresql() {
      super(Dialect.POSTGRESQL);
    }
  }

  /** Ends a process at a point: not an exception that anybody handles. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  abstract static class Contract extends DatabaseContract {
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private TestClock clock;
    private Outbox outbox;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void anEmptyOutbox() {
      empty("outbox", "event");
      sql.run("bus/release-parts").update();
      delivered.clear();
      clock = new TestClock();
      outbox = TestOutbox.on(sql);
    }

    private Relay relay(String node, Consumer<Event> subscriber) {
      return relay(
          new Node(node, false),
          "direct:one",
          false,
          body -> {
            Event event = (Event) body;
            subscriber.accept(event);
            delivered.add(event.subject() + ":" + event.data().get("n"));
          });
    }

    private Relay relay(Node node, String door, boolean batched, Consumer<Object> behind) {
      Subscription everything = new Subscription("test", Set.of(EventType.values()), door, batched);
      ProducerTemplate doors = mock(ProducerTemplate.class);
      doAnswer(
              call -> {
                behind.accept(call.getArgument(1));
                return null;
              })
          .when(doors)
          .sendBody(eq(door), any(Object.class));
      EventBus bus = new InProcessBus(List.of(new Subscriber(everything, doors)));
      return new Relay(sql, transaction, bus, node, clock);
    }

    private Relay relay(String node) {
      return relay(node, event -> {});
    }

    private void append(long post, int n) {
      Event event = Event.ofPost(EventType.POST_CREATED, post, 7, Map.of("n", n), clock.instant());
      transaction.executeWithoutResult(status -> outbox.append(event));
    }

    private List<String> history(long post) {
      return jdbc.sql("select data from event where subject = ? order by id")
          .param("post/" + post)
          .query(String.class)
          .list();
    }

    @Test
    void events_of_a_subject_arrive_in_the_order_of_their_commits_and_go_into_the_history() {
      for (int n = 1; n <= 5; n++) {
        append(1, n);
        append(2, n);
      }

      Relay.Batch batch = relay("here").moveBatch();

      assertThat(batch.rows()).isEqualTo(10);
      assertThat(delivered)
          .filteredOn(event -> event.startsWith("post/1:"))
          .containsExactly("post/1:1", "post/1:2", "post/1:3", "post/1:4", "post/1:5");
      assertThat(history(1)).hasSize(5).first().asString().contains("\"n\":1");
      assertThat(count("outbox", "1 = 1")).isZero();
    }

    @Test
    void an_event_arrives_as_it_was_written() {
      Event event =
          new Event(
              java.util.UUID.randomUUID(),
              EventType.ACCOUNT_DISCONNECTED,
              "account/3",
              7,
              Map.of("platform", "twitter", "text", "ü 😀 '; --"),
              clock.instant());
      List<Event> got = new CopyOnWriteArrayList<>();
      transaction.executeWithoutResult(status -> outbox.append(event));

      relay("here", got::add).moveBatch();

      assertThat(got)
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.id()).isEqualTo(event.id());
                assertThat(one.type()).isEqualTo(event.type());
                assertThat(one.userId()).isEqualTo(7);
                assertThat(one.at()).isEqualTo(event.at());
                assertThat(one.data()).containsAllEntriesOf(event.data());
              });
    }

    @Test
    void an_event_of_a_rolled_back_transaction_never_happened() {
      transaction.executeWithoutResult(
          status -> {
            outbox.append(
                Event.ofPost(EventType.POST_CREATED, 1, 7, Map.of("n", 1), clock.instant()));
            status.setRollbackOnly();
          });

      assertThat(relay("here").moveBatch().rows()).isZero();
    }

    @Test
    void an_event_needs_its_writers_transaction() {
      Event event = Event.ofPost(EventType.POST_CREATED, 1, 7, Map.of(), clock.instant());

      assertThatThrownBy(() -> outbox.append(event)).isInstanceOf(IllegalStateException.class);
      assertThat(count("outbox", "1 = 1")).isZero();
    }

    @Test
    void a_crash_between_delivery_and_deletion_repeats_and_loses_nothing() {
      append(1, 1);
      append(1, 2);
      append(1, 3);
      Relay crashing =
          relay(
              "here",
              event -> {
                if (event.data().get("n").equals(3)) {
                  throw new Crash();
                }
              });

      assertThatThrownBy(crashing::moveBatch).isInstanceOf(Crash.class);
      clock.advance(Duration.ofSeconds(11));
      relay("there").moveBatch();

      assertThat(delivered)
          .containsExactly("post/1:1", "post/1:2", "post/1:1", "post/1:2", "post/1:3");
      assertThat(history(1)).hasSize(3);
    }

    @Test
    void a_subject_whose_subscriber_fails_is_held_back_in_order_and_the_others_go_on() {
      append(1, 1);
      append(1, 2);
      append(2, 1);
      Set<String> broken = java.util.concurrent.ConcurrentHashMap.newKeySet();
      broken.add("post/1");
      Relay relay =
          relay(
              "here",
              event -> {
                if (broken.contains(event.subject())) {
                  throw new IllegalStateException("not now");
                }
              });

      assertThat(relay.moveBatch().someHeld()).isTrue();
      assertThat(delivered).containsExactly("post/2:1");
      broken.clear();
      assertThat(relay.moveBatch().rows()).as("while the subject rests").isZero();
      clock.advance(Duration.ofSeconds(5));
      relay.moveBatch();

      assertThat(delivered).containsExactly("post/2:1", "post/1:1", "post/1:2");
    }

    @Test
    void a_poisoned_event_goes_into_the_history_after_ten_tries_and_frees_its_subject() {
      append(1, 1);
      append(1, 2);
      Relay relay =
          relay(
              "here",
              event -> {
                if (event.data().get("n").equals(1)) {
                  throw new IllegalStateException("never");
                }
              });

      for (int i = 0; i < 9; i++) {
        assertThat(relay.moveBatch().someHeld()).isTrue();
        clock.advance(Duration.ofSeconds(5));
      }
      assertThat(history(1)).isEmpty();
      relay.moveBatch();
      relay.moveBatch();

      assertThat(delivered).containsExactly("post/1:2");
      assertThat(history(1)).hasSize(2);
    }

    @Test
    void a_part_has_one_relay_until_its_lease_ends() {
      Relay here = relay("here");
      Relay there = relay("there");
      here.moveBatch();
      append(1, 1);

      assertThat(there.moveBatch().rows()).isZero();
      clock.advance(Duration.ofSeconds(11));

      assertThat(there.moveBatch().rows()).isEqualTo(1);
    }

    @Test
    void a_relay_that_looks_regularly_keeps_its_parts() {
      Relay here = relay("here");
      Relay there = relay("there");
      for (int i = 0; i < 5; i++) {
        here.moveBatch();
        clock.advance(Duration.ofSeconds(4));
      }
      here.moveBatch();
      append(1, 1);

      assertThat(there.moveBatch().rows()).isZero();
      assertThat(here.moveBatch().rows()).isEqualTo(1);
    }

    @Test
    void a_process_that_is_alone_takes_the_parts_of_its_dead_predecessor_at_once() {
      relay("dead").moveBatch();
      append(1, 1);
      Relay alone = relay(new Node("alone", true), "direct:one", false, body -> {});

      alone.takeOver();

      assertThat(alone.moveBatch().rows()).isEqualTo(1);
    }

    /** A bus that hands on in batches; the first {@code failing} batches are not taken. */
    private Relay batching(List<List<String>> batches, AtomicInteger failing) {
      return relay(
          new Node("here", false),
          "direct:batch",
          true,
          body -> {
            if (failing.getAndDecrement() > 0) {
              throw new IllegalStateException("not now");
            }
            batches.add(
                ((List<?>) body)
                    .stream()
                        .map(Event.class::cast)
                        .map(one -> one.subject() + ":" + one.data().get("n"))
                        .toList());
          });
    }

    @Test
    void who_wants_batches_gets_what_is_at_hand_in_one_call() {
      List<List<String>> batches = new CopyOnWriteArrayList<>();
      append(1, 1);
      append(2, 1);
      append(1, 2);

      batching(batches, new AtomicInteger()).moveBatch();

      assertThat(batches).containsExactly(List.of("post/1:1", "post/2:1", "post/1:2"));
      assertThat(count("outbox", "1 = 1")).isZero();
    }

    @Test
    void a_batch_that_is_not_taken_is_handed_over_one_by_one() {
      List<List<String>> batches = new CopyOnWriteArrayList<>();
      append(1, 1);
      append(1, 2);

      assertThat(batching(batches, new AtomicInteger(1)).moveBatch().someHeld()).isFalse();

      assertThat(batches).containsExactly(List.of("post/1:1"), List.of("post/1:2"));
      assertThat(history(1)).hasSize(2);
    }

    @Test
    void who_takes_no_batch_is_left_alone_after_ten_tries() {
      append(2, 1);
      Relay never = batching(new CopyOnWriteArrayList<>(), new AtomicInteger(100));

      for (int i = 0; i < 10; i++) {
        assertThat(history(2)).isEmpty();
        never.moveBatch();
        clock.advance(Duration.ofSeconds(5));
      }

      assertThat(history(2)).hasSize(1);
    }

    @Test
    void a_failure_that_passes_is_waited_for_without_counting() {
      append(1, 1);
      AtomicInteger failing = new AtomicInteger(50);
      Relay relay =
          relay(
              "here",
              event -> {
                if (failing.getAndDecrement() > 0) {
                  throw new DataAccessResourceFailureException("away");
                }
              });

      for (int i = 0; i < 50; i++) {
        assertThat(relay.moveBatch().someHeld()).isTrue();
      }
      relay.moveBatch();

      assertThat(delivered).containsExactly("post/1:1");
    }

    @Test
    void an_event_that_only_a_newer_version_knows_stops_nobody() {
      append(1, 1);
      jdbc.sql("update outbox set type = 'post:teleported'").update();
      append(1, 2);

      relay("here").moveBatch();

      assertThat(delivered).containsExactly("post/1:2");
      assertThat(history(1)).hasSize(2);
    }
  }
}
