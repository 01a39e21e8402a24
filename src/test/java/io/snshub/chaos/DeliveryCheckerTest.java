package io.snshub.chaos;

import static io.snshub.chaos.History.at;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each promise, kept once and broken once: a judge who never convicts is worth nothing. */
class DeliveryCheckerTest {
  private static final String ID = "p1";

  @Test
  void a_post_that_went_the_straight_way_breaks_nothing() {
    assertThat(History.straight(ID).shown(ID).violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "publishing", "compensating", "scheduled", "draft"})
  void I1_a_post_has_to_end(String status) {
    assertThat(new History().submitted().ends(status, "planned", null).broken())
        .containsExactly("I1");
  }

  @Test
  void I1_an_accepted_post_that_is_gone_is_lost() {
    assertThat(new History().submitted().ends("lost", "planned", null).broken())
        .containsExactly("I1");
  }

  @Test
  void I1_an_ended_post_has_no_target_under_way() {
    assertThat(new History().submitted().ends("failed", "in_doubt", null).broken()).contains("I1");
  }

  @Test
  void I1_a_draft_that_nobody_published_stays_one() {
    History draft = new History().submitted(Evidence.NEVER, 1L).ends("draft", "planned", null);

    assertThat(draft.violations()).isEmpty();
  }

  @Test
  void I1_what_was_cancelled_stays_cancelled() {
    assertThat(new History().cancelled().ends("cancelled", "cancelled", null).violations())
        .isEmpty();
    assertThat(History.straight(ID).cancelled().broken()).contains("I1", "I9");
  }

  /** Lost, found not to be there, and published again: one object, two attempts. */
  private static History again(String verdict) {
    return new History()
        .submitted()
        .steps("planned", "preparing", "prepared", "submitting", "in_doubt", "preparing")
        .steps("preparing", "prepared", "submitting", "confirmed")
        .attempt(1, verdict)
        .attempt(5, "answered")
        .created(6, ID)
        .ends("published", "confirmed", ID);
  }

  @Test
  void I2_a_true_verdict_allows_a_second_try() {
    assertThat(again("not_created").violations()).isEmpty();
  }

  @Test
  void I2_a_second_create_without_a_verdict_is_a_duplicate() {
    assertThat(History.straight(ID).created(3, "p2").broken()).contains("I2");
  }

  @Test
  void I2_a_second_create_is_a_duplicate_also_when_the_first_is_gone() {
    History twice = History.straight("p2").created(1.5, ID).deleted(1.7, ID);

    assertThat(twice.broken()).containsExactly("I2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not_created", "not_sent", "refused"})
  void I2_a_verdict_that_the_ledger_contradicts_is_false(String verdict) {
    History wrong = again(verdict).created(2, "p0").deleted(3, "p0");

    assertThat(wrong.violations())
        .anySatisfy(
            violation -> {
              assertThat(violation.invariant()).isEqualTo("I2");
              assertThat(violation.evidence()).contains("is false");
            });
  }

  @Test
  void I2_two_are_never_up_at_a_time_whatever_the_verdicts_say() {
    assertThat(again("not_created").created(6.5, "p9").deleted(7, "p9").broken())
        .containsExactly("I2");
  }

  private static History takenBack(double attemptAt) {
    return new History()
        .submitted()
        .steps("planned", "preparing", "prepared", "submitting", "confirmed", "compensating")
        .steps("compensating", "compensated")
        .attempt(attemptAt, "answered")
        .created(5, ID)
        .postStep(3, "compensating");
  }

  @Test
  void I3_a_post_that_was_called_off_leaves_nothing() {
    History gone = takenBack(1).deleted(7, ID).ends("compensated", "compensated", ID);

    assertThat(gone.violations()).isEmpty();
  }

  @Test
  void I3_what_is_still_up_after_it_was_called_off_is_found() {
    assertThat(takenBack(1).ends("compensated", "confirmed", ID).broken()).contains("I3");
  }

  @Test
  void I3_half_of_an_all_or_nothing_post_is_never_kept() {
    assertThat(History.straight(ID).ends("partially_published", "confirmed", ID).broken())
        .contains("I3");
    History kept =
        new History()
            .keep()
            .submitted()
            .steps("planned", "preparing", "failed")
            .ends("partially_published", "failed", null);
    assertThat(kept.violations()).isEmpty();
  }

  @Test
  void I3_a_published_post_is_published_everywhere() {
    History half =
        new History()
            .submitted()
            .steps("planned", "preparing", "failed")
            .ends("published", "failed", null);

    assertThat(half.broken()).containsExactly("I3");
  }

  @Test
  void I4_nothing_begins_after_the_post_was_called_off() {
    History before = takenBack(2.9).deleted(7, ID).ends("compensated", "compensated", ID);
    History after = new History().submitted().postStep(3, "compensating");
    after.steps("planned", "preparing", "prepared", "submitting", "confirmed", "compensating");
    after.steps("compensating", "compensated").attempt(3.1, "answered").created(5, ID);

    assertThat(before.violations()).isEmpty();
    assertThat(after.deleted(7, ID).ends("compensated", "compensated", ID).broken())
        .containsExactly("I4");
  }

  @Test
  void I5_what_is_up_belongs_to_a_confirmed_target_with_that_id() {
    History failed =
        new History()
            .submitted()
            .steps("planned", "preparing", "prepared", "submitting", "failed")
            .attempt(1, "answered")
            .created(2, ID);

    assertThat(failed.ends("failed", "failed", null).broken())
        .containsExactlyInAnyOrder("I3", "I5");
    assertThat(History.straight("other").created(2, ID).broken()).contains("I5");
  }

  @Test
  void I5_what_nobody_knows_of_is_an_orphan() {
    assertThat(History.straight(ID).entry(3, "created", "p7", "stranger hi").broken())
        .containsExactly("I5");
  }

  @Test
  void I5_a_confirmed_post_is_there_and_not_deleted_by_another() {
    assertThat(History.straight(ID).deleted(9, ID).broken()).containsExactly("I5");
  }

  @Test
  void I5_what_is_shown_is_what_was_created() {
    assertThat(History.straight(ID).shown("p8").broken()).containsExactly("I5");
  }

  @Test
  void I5_one_object_is_not_the_post_of_two() {
    assertThat(History.straight(ID).another(2, "m2", ID).broken()).contains("I5");
  }

  @Test
  void I5_a_post_that_a_person_has_to_look_for_may_be_up() {
    History asked =
        new History()
            .submitted()
            .steps("planned", "preparing", "prepared", "submitting", "in_doubt", "needs_human")
            .attempt(1, "open")
            .created(2, ID)
            .ends("needs_human", "needs_human", null);

    assertThat(asked.violations()).isEmpty();
  }

  @Test
  void I6_two_open_attempts_are_one_too_many() {
    History open = new History().submitted().keep().attempt(1, "open").attempt(2, "open");
    open.steps("planned", "preparing", "prepared", "submitting", "in_doubt", "needs_human");

    assertThat(open.ends("needs_human", "needs_human", null).broken()).containsExactly("I6");
  }

  @Test
  void I6_what_is_settled_has_no_open_attempt() {
    History open =
        new History()
            .submitted()
            .steps("planned", "preparing", "prepared", "submitting", "confirmed")
            .attempt(1, "open")
            .created(2, ID)
            .ends("published", "confirmed", ID);

    assertThat(open.broken()).containsExactly("I6");
  }

  @Test
  void I7_the_intent_comes_before_the_effect() {
    History late =
        new History()
            .submitted()
            .steps("planned", "preparing", "prepared", "submitting", "confirmed")
            .attempt(2.001, "answered")
            .created(2, ID)
            .ends("published", "confirmed", ID);

    assertThat(late.broken()).containsExactly("I7");
  }

  @Test
  void I8_a_target_goes_along_allowed_edges_only() {
    History jump =
        new History().submitted().keep().steps("planned", "preparing", "prepared", "confirmed");
    History gap = new History().submitted().keep().steps("planned", "preparing");
    gap.steps("submitting", "confirmed");

    assertThat(jump.attempt(1, "answered").created(2, ID).ends("published", "confirmed", ID))
        .extracting(History::broken)
        .asList()
        .containsExactly("I8");
    assertThat(gap.attempt(1, "answered").created(2, ID).ends("published", "confirmed", ID))
        .extracting(History::broken)
        .asList()
        .containsExactly("I8");
  }

  @Test
  void I8_nothing_leaves_an_end_but_a_ghost_that_is_taken_down() {
    History ghost =
        new History()
            .submitted()
            .steps("planned", "preparing", "prepared", "submitting", "in_doubt", "cancelled")
            .steps("cancelled", "compensating", "compensated")
            .attempt(1, "open_late")
            .created(2, ID)
            .deleted(9, ID)
            .ends("failed", "compensated", ID);
    History risen = new History().submitted().keep().steps("planned", "failed", "preparing");

    assertThat(ghost.violations()).isEmpty();
    assertThat(risen.steps("preparing", "failed").ends("failed", "failed", null).broken())
        .containsExactly("I8");
  }

  @Test
  void I8_what_has_ended_stays_as_it_ended() {
    assertThat(History.straight(ID).endedBefore("published", "confirmed", ID).violations())
        .isEmpty();
    assertThat(History.straight(ID).endedBefore("failed", "failed", null).broken())
        .containsExactly("I8");
  }

  @Test
  void I9_nothing_comes_out_before_its_time() {
    History punctual = new History().submitted(at(2), 1L);
    History early = new History().submitted(at(2.5), 1L);
    for (History one : java.util.List.of(punctual, early)) {
      one.steps("planned", "preparing", "prepared", "submitting", "confirmed");
      one.attempt(1, "answered").created(2, ID).ends("published", "confirmed", ID);
    }

    assertThat(punctual.violations()).isEmpty();
    assertThat(early.broken()).containsExactly("I9");
  }

  @Test
  void I12_the_same_request_has_the_same_answer_and_makes_one_post() {
    assertThat(answered(1L, 1L).violations()).isEmpty();
    assertThat(answered(1L, 2L).broken()).containsExactly("I12");
    assertThat(answered(1L).another(2, History.MARKER, "p2").broken()).contains("I12");
    assertThat(answered(1L).another(2, "m2", null).broken()).contains("I12");
  }

  private static History answered(Long... ids) {
    return new History()
        .submitted(Evidence.AT_ONCE, ids)
        .steps("planned", "preparing", "failed")
        .ends("failed", "failed", null);
  }

  @Test
  void I15_what_is_called_taken_down_is_gone() {
    assertThat(takenBack(1).ends("compensated", "compensated", ID).broken()).contains("I15");
  }
}
