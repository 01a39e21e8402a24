package io.snshub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.store.Dialect;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Thousands of schedules, each from one seed. {@code -Dsimulation.schedules=100000} runs more of
 * them, {@code -Dsimulation.seed=…} exactly one.
 */
class SimulationTest {
  private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 3000);
  private static final Quiet QUIET = new Quiet();
  private static Rig rig;

  @BeforeAll
  static void open() {
    QUIET.begin();
    rig = Rig.on(Dialect.H2);
  }

  @AfterAll
  static void close() {
    rig.close();
    QUIET.end();
  }

  @Test
  void no_schedule_loses_a_post_or_makes_it_twice_or_leaves_it_half_done() {
    Long seed = Long.getLong("simulation.seed");
    if (seed != null) {
      run(seed).trace().forEach(System.out::println);
      return;
    }
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long effects = LongStream.rangeClosed(1, SCHEDULES).map(one -> run(one).effects()).sum();
    long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
    System.out.printf(
        "simulation: %d schedules, %d effects, %.0f schedules per second of processor time%n",
        SCHEDULES, effects, SCHEDULES * 1e9 / spent);
  }

  private static Simulation run(long seed) {
    try {
      return Simulation.of(rig, seed).run();
    } catch (Violation e) {
      throw new AssertionError("again with -Dsimulation.seed=" + seed + ": " + e.getMessage(), e);
    }
  }

  @Test
  void the_same_seed_gives_the_same_schedule() {
    for (long seed = 1; seed <= 60; seed++) {
      List<String> once = run(seed).trace();

      assertThat(run(seed).trace()).as("seed %d", seed).isEqualTo(once);
    }
  }
}
