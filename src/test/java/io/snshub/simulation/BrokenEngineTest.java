package io.snshub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.publishing.BrokenBooks;
import io.snshub.publishing.PublishingEngine.Parts;
import io.snshub.store.Dialect;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The schedules are worth something only if they find an engine that is broken. */
class BrokenEngineTest {
  private static final int SCHEDULES = 400;
  private static final Quiet QUIET = new Quiet();

  @BeforeAll
  static void quiet() {
    QUIET.begin();
  }

  @AfterAll
  static void loud() {
    QUIET.end();
  }

  @Test
  void an_engine_that_submits_again_what_a_lost_lease_left_is_found_out() {
    assertThat(found(BrokenBooks::repeatsWhatALeaseLeft)).startsWith("I2").contains("twice");
  }

  @Test
  void an_engine_that_believes_the_first_miss_is_found_out() {
    assertThat(found(BrokenBooks::believesTheFirstMiss)).startsWith("I");
  }

  @Test
  void an_engine_without_a_gate_is_found_out() {
    // which of its sins shows first is the schedule's choice
    assertThat(found(BrokenBooks::withoutGate)).matches("I\\d.*|.*not all targets are");
  }

  /** Returns the first thing that does not hold, or null when nothing was found. */
  private static @Nullable String found(UnaryOperator<Parts> broken) {
    try (Rig rig = Rig.on(Dialect.H2, broken)) {
      for (long seed = 1; seed <= SCHEDULES; seed++) {
        try {
          Simulation.of(rig, seed).run();
        } catch (Violation e) {
          System.out.printf("broken engine: seed %d finds: %s%n", seed, e.what());
          return e.what();
        }
      }
      return null;
    }
  }
}
