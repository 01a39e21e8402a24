package io.snshub.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.post.TargetStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The order of targets, tried in every state and every mix that three or four of them can have. */
class DeliveryPlanTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final TargetStatus[] ALL = TargetStatus.values();

  /** A target; its platform's name says whether it can be taken down. */
  private static TargetRow target(
      long id,
      boolean deletable,
      TargetStatus status,
      boolean strict,
      @Nullable String decision,
      @Nullable Instant waitsUntil) {
    return new TargetRow(
        id,
        1,
        1,
        deletable ? "deletable" : "lasting",
        1,
        status,
        "{}",
        null,
        null,
        0,
        0,
        0,
        waitsUntil,
        null,
        null,
        1,
        strict,
        decision,
        NOW,
        "saga",
        1);
  }

  private static TargetRow target(long id, boolean deletable, TargetStatus status, boolean strict) {
    return target(id, deletable, status, strict, null, null);
  }

  private static DeliveryPlan plan(List<TargetRow> targets) {
    return plan(targets, NOW);
  }

  private static DeliveryPlan plan(List<TargetRow> targets, Instant now) {
    return new DeliveryPlan(targets, "deletable"::equals, now);
  }

  private static boolean deletable(TargetRow row) {
    return row.platform().equals("deletable");
  }

  /** Every mix of three targets in every state. */
  private static void everyMix(boolean strict, Consumer<List<TargetRow>> check) {
    for (int traits = 0; traits < 8; traits++) {
      for (TargetStatus first : ALL) {
        for (TargetStatus second : ALL) {
          for (TargetStatus third : ALL) {
            check.accept(
                List.of(
                    target(1, (traits & 1) > 0, first, strict),
                    target(2, (traits & 2) > 0, second, strict),
                    target(3, (traits & 4) > 0, third, strict)));
          }
        }
      }
    }
  }

  private static List<TargetRow> open(List<TargetRow> targets) {
    DeliveryPlan plan = plan(targets);
    return targets.stream()
        .filter(row -> row.status() == TargetStatus.PREPARED && plan.gateOpen(row))
        .toList();
  }

  private static List<TargetRow> othersOf(TargetRow row, List<TargetRow> targets) {
    return targets.stream().filter(other -> other.id() != row.id()).toList();
  }

  @Test
  void no_gate_of_a_strict_post_opens_before_all_are_prepared_or_when_one_has_failed() {
    everyMix(
        true,
        targets ->
            assertThat(open(targets))
                .allSatisfy(
                    row ->
                        assertThat(othersOf(row, targets))
                            .extracting(TargetRow::status)
                            .isSubsetOf(
                                TargetStatus.PREPARED,
                                TargetStatus.SUBMITTING,
                                TargetStatus.IN_DOUBT,
                                TargetStatus.NEEDS_HUMAN,
                                TargetStatus.CONFIRMED)));
  }

  @Test
  void what_can_not_be_taken_down_goes_only_when_everything_else_is_up_for_sure() {
    everyMix(
        true,
        targets ->
            assertThat(open(targets))
                .filteredOn(row -> !deletable(row))
                .allSatisfy(
                    row ->
                        assertThat(othersOf(row, targets))
                            .filteredOn(DeliveryPlanTest::deletable)
                            .extracting(TargetRow::status)
                            .isSubsetOf(TargetStatus.CONFIRMED)));
  }

  @Test
  void two_that_can_not_be_taken_down_never_go_at_once() {
    everyMix(
        true,
        targets -> {
          List<TargetRow> lasting = targets.stream().filter(row -> !deletable(row)).toList();
          long going =
              lasting.stream()
                      .filter(
                          row ->
                              row.status() == TargetStatus.SUBMITTING
                                  || row.status() == TargetStatus.IN_DOUBT)
                      .count()
                  + open(targets).stream().filter(row -> !deletable(row)).count();
          if (open(targets).stream().anyMatch(row -> !deletable(row))) {
            assertThat(going).isEqualTo(1);
          }
        });
  }

  @Test
  void a_strict_post_that_nothing_stops_always_gets_to_its_end() {
    for (int traits = 0; traits < 16; traits++) {
      List<TargetStatus> states =
          new ArrayList<>(List.of(ALL[2], TargetStatus.PREPARED, ALL[2], ALL[2]));
      for (int step = 0; step < 4; step++) {
        List<TargetRow> targets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          targets.add(target(i + 1, (traits & 1 << i) > 0, states.get(i), true));
        }
        List<TargetRow> open = open(targets);
        assertThat(open).isNotEmpty();
        // one at a time: the slowest way
        states.set((int) open.get(0).id() - 1, TargetStatus.CONFIRMED);
      }
      assertThat(states).containsOnly(TargetStatus.CONFIRMED);
    }
  }

  @Test
  void a_kept_posts_targets_go_each_by_itself() {
    everyMix(
        false,
        targets ->
            assertThat(open(targets))
                .isEqualTo(
                    targets.stream()
                        .filter(row -> row.status() == TargetStatus.PREPARED)
                        .toList()));
  }

  @Test
  void a_lone_target_goes_whatever_its_platform_can_do() {
    assertThat(open(List.of(target(1, false, TargetStatus.PREPARED, true)))).hasSize(1);
    assertThat(open(List.of(target(1, true, TargetStatus.PREPARED, true)))).hasSize(1);
  }

  @Test
  void nothing_goes_once_the_post_is_decided() {
    for (boolean strict : new boolean[] {true, false}) {
      for (String decision : List.of(TargetRow.ABORT, TargetRow.COMMIT)) {
        TargetRow row = target(1, true, TargetStatus.PREPARED, strict, decision, null);

        assertThat(plan(List.of(row)).gateOpen(row)).isFalse();
      }
    }
  }

  @Test
  void a_lane_is_sent_for_what_is_open_and_due_only() {
    everyMix(
        false, targets -> assertThat(plan(targets).moves()).allMatch(row -> row.status().open()));
    TargetRow waiting = target(1, true, TargetStatus.IN_DOUBT, false, null, NOW.plusSeconds(1));

    assertThat(plan(List.of(waiting)).moves()).isEmpty();
    assertThat(plan(List.of(waiting), NOW.plusSeconds(1)).moves()).containsExactly(waiting);
    assertThat(plan(List.of(waiting)).nextDue()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void a_target_at_a_closed_gate_whose_own_wait_is_over_waits_for_the_others() {
    TargetRow gated = target(1, true, TargetStatus.PREPARED, true, null, NOW.minusSeconds(1));
    TargetRow other = target(2, true, TargetStatus.PREPARING, true, null, NOW.plusSeconds(9));

    assertThat(plan(List.of(gated, other)).nextDue()).isEqualTo(NOW.plusSeconds(9));
  }

  @Test
  void a_strict_lane_stops_after_preparing_while_others_are_still_to_be_prepared() {
    List<TargetRow> targets =
        List.of(
            target(1, true, TargetStatus.PLANNED, true),
            target(2, true, TargetStatus.PLANNED, true));

    assertThat(targets).noneMatch(plan(targets)::mayPublish);
    assertThat(plan(targets).moves()).hasSize(2);
  }
}
