package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.TestClock;
import io.snshub.platform.Budget.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountBudgetsTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final TestClock clock = new TestClock();
  private final MemoryRests rests = new MemoryRests();
  private final AccountBudgets budgets = new AccountBudgets(clock, rests, Duration.ofHours(24));

  @Test
  void an_account_that_nobody_told_anything_about_may_do_everything() {
    assertThat(budgets.restsUntil(1)).isNull();
    assertThat(budgets.take(1, true)).isNull();
    assertThat(budgets.take(1, false)).isNull();
  }

  @Test
  void an_account_without_calls_rests_until_there_are_new_ones_and_no_other_does() {
    budgets.learn(1, Budget.none(Scope.SUBMIT, QUARTER));
    Instant end = clock.instant().plus(QUARTER);

    assertThat(budgets.restsUntil(1)).isEqualTo(end);
    assertThat(budgets.take(1, true)).isEqualTo(end);
    assertThat(budgets.take(1, false)).as("a look").isNull();
    assertThat(budgets.restsUntil(2)).isNull();

    clock.advance(QUARTER);

    assertThat(budgets.restsUntil(1)).isNull();
    assertThat(budgets.take(1, true)).isNull();
  }

  @Test
  void what_a_rest_is_about_decides_which_calls_it_holds() {
    budgets.learn(1, Budget.none(Scope.BEGIN, QUARTER));
    budgets.learn(2, Budget.none(Scope.ALL, QUARTER));

    assertThat(budgets.restsUntil(1)).isNotNull();
    assertThat(budgets.take(1, true)).as("what was begun is ended").isNull();
    assertThat(budgets.take(2, false)).isNotNull();
  }

  @Test
  void submits_at_the_same_time_take_no_more_than_what_remains() throws Exception {
    budgets.learn(1, left(7, QUARTER));
    int lanes = 40;
    CountDownLatch together = new CountDownLatch(lanes);
    ExecutorService threads = Executors.newFixedThreadPool(lanes);

    List<Future<Boolean>> all =
        IntStream.range(0, lanes)
            .mapToObj(
                lane ->
                    threads.submit(
                        () -> {
                          together.countDown();
                          together.await();
                          return budgets.take(1, true) == null;
                        }))
            .toList();
    int granted = 0;
    for (Future<Boolean> one : all) {
      granted += one.get() ? 1 : 0;
    }
    threads.shutdownNow();

    assertThat(granted).isEqualTo(7);
  }

  @Test
  void an_answer_does_not_give_back_what_others_have_taken_meanwhile() {
    budgets.learn(1, left(3, QUARTER));
    budgets.take(1, true);
    budgets.take(1, true);

    budgets.done(1);
    budgets.learn(1, left(2, QUARTER));

    assertThat(budgets.take(1, true)).as("the third").isNull();
    assertThat(budgets.take(1, true)).as("the fourth").isNotNull();
  }

  @Test
  void a_submit_that_was_not_sent_costs_nothing() {
    budgets.learn(1, left(1, QUARTER));

    assertThat(budgets.take(1, true)).isNull();
    budgets.giveBack(1);

    assertThat(budgets.take(1, true)).isNull();
    assertThat(budgets.take(1, true)).isNotNull();
  }

  @Test
  void windows_of_different_length_are_counted_apart() {
    budgets.learn(1, new Budget("day", Scope.SUBMIT, 1, Duration.ofHours(20)));
    budgets.learn(1, left(5, QUARTER));
    budgets.take(1, true);

    assertThat(budgets.take(1, true)).isEqualTo(clock.instant().plus(Duration.ofHours(20)));
    assertThat(budgets.restsUntil(2)).isNull();
  }

  @Test
  void a_new_window_brings_new_calls() {
    budgets.learn(1, left(0, QUARTER));
    clock.advance(QUARTER);
    budgets.learn(1, left(100, QUARTER));

    assertThat(budgets.restsUntil(1)).isNull();
  }

  @Test
  void a_restart_obeys_a_rest_that_was_asked_for_before() {
    budgets.learn(1, Budget.none(Scope.SUBMIT, QUARTER));
    Instant end = clock.instant().plus(QUARTER);

    AccountBudgets restarted = new AccountBudgets(clock, rests, Duration.ofHours(24));

    assertThat(restarted.restsUntil(1)).isEqualTo(end);
    assertThat(restarted.take(1, true)).isEqualTo(end);
    assertThat(restarted.take(1, false)).isNull();
  }

  @Test
  void a_rest_is_written_when_it_begins_and_read_once_a_minute() {
    for (int i = 0; i < 50; i++) {
      budgets.learn(1, left(1, QUARTER));
      budgets.learn(1, Budget.none(Scope.SUBMIT, QUARTER));
      budgets.restsUntil(1);
    }

    assertThat(rests.writes()).isEqualTo(1);
    assertThat(rests.reads()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(61));
    budgets.restsUntil(1);
    assertThat(rests.reads()).isEqualTo(2);
  }

  @Test
  void a_database_that_is_away_keeps_no_answer_up_and_is_told_later() {
    rests.away(true);
    assertThat(budgets.take(1, true)).isNull();
    budgets.done(1);
    budgets.learn(1, Budget.none(Scope.SUBMIT, QUARTER));
    assertThat(budgets.restsUntil(1)).isNotNull();

    rests.away(false);
    budgets.learn(1, Budget.none(Scope.SUBMIT, QUARTER));

    assertThat(rests.writes()).isEqualTo(1);
  }

  @Test
  void a_rest_that_another_node_was_asked_for_is_seen_within_a_minute() {
    AccountBudgets neighbour = new AccountBudgets(clock, rests, Duration.ofHours(24));
    assertThat(budgets.restsUntil(1)).isNull();

    neighbour.learn(1, Budget.none(Scope.ALL, QUARTER));
    clock.advance(Duration.ofSeconds(61));

    assertThat(budgets.restsUntil(1)).isNotNull();
  }

  private static Budget left(int calls, Duration resetsIn) {
    return new Budget("quarter", Scope.SUBMIT, calls, resetsIn);
  }
}
