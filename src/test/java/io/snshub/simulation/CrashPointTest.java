package io.snshub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.simulation.Plan.AtEffect;
import io.snshub.simulation.Plan.Fate;
import io.snshub.store.Dialect;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every point at which the process can be killed while it brings out an all-or-nothing post on
 * three platforms: before each effect, after each call, and with each answer lost. What a kill
 * leaves is only what was done before it, so that these are all there are for one flow.
 */
class CrashPointTest {

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

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Contract {
    private static final String REFUSING = "handle-lasting";
    private static final Scenario POST =
        new Scenario(
            1,
            List.of(new Scenario.Post(true, null, List.of("list", "session", REFUSING))),
            List.of(),
            null);

    /** How far after the first kill the second one may come. */
    private static final int AGAIN = 12;

    private final Dialect dialect;
    private final Quiet quiet = new Quiet();
    private Rig rig;

    Contract(Dialect dialect) {
      this.dialect = dialect;
    }

    @BeforeAll
    void open() {
      quiet.begin();
      rig = Rig.on(dialect);
    }

    @AfterAll
    void close() {
      rig.close();
      quiet.end();
    }

    @Test
    void a_post_that_comes_out_everywhere_does_so_wherever_it_is_interrupted() {
      enumerate("published", false);
    }

    @Test
    void a_post_that_one_platform_refuses_is_taken_back_wherever_it_is_interrupted() {
      enumerate("compensated", true);
    }

    @Test
    void a_process_that_is_killed_again_while_it_recovers_changes_nothing() {
      int effects = run(new ScriptedPlan(true)).effects();
      int points = 0;
      for (int first = 1; first <= effects; first++) {
        for (int second = first + 1; second <= first + AGAIN; second++) {
          Plan twice = new ScriptedPlan(true).at(first, AtEffect.CRASH).at(second, AtEffect.CRASH);
          run(twice);
          assertThat(status()).as("%s", twice).isEqualTo("compensated");
          points++;
        }
      }
      System.out.printf("crash points on %s, killed twice: %d%n", dialect, points);
    }

    private void enumerate(String end, boolean refused) {
      ScriptedPlan calm = new ScriptedPlan(refused);
      Simulation whole = run(calm);
      assertThat(status()).isEqualTo(end);
      int points = 0;
      for (int effect = 1; effect <= whole.effects(); effect++) {
        for (AtEffect blow : blows(whole.effectNames().get(effect - 1))) {
          run(new ScriptedPlan(refused).at(effect, blow));
          assertThat(status()).as("%s at effect %d", blow, effect).isEqualTo(end);
          points++;
        }
      }
      for (int call = 1; call <= whole.world().calls(); call++) {
        for (Fate fate : List.of(Fate.NOT_SENT, Fate.LOST, Fate.ANSWER_LOST, Fate.LATE)) {
          run(new ScriptedPlan(refused).at(call, fate));
          // a platform that takes the post after all has not refused it
          boolean taken =
              call == calm.refusedCall() && fate.ordinal() >= Fate.ANSWER_LOST.ordinal();
          assertThat(status()).as("%s of call %d", fate, call).isEqualTo(taken ? "published" : end);
          points++;
        }
      }
      System.out.printf(
          "crash points on %s, %s: %d points of %d effects and %d calls%n",
          dialect, end, points, whole.effects(), whole.world().calls());
    }

    private static List<AtEffect> blows(String effect) {
      if (effect.equals("commit")) {
        return List.of(
            AtEffect.CRASH,
            AtEffect.CRASH_AFTER,
            AtEffect.COMMIT_ANSWER_LOST,
            AtEffect.COMMIT_FAILS);
      }
      return effect.startsWith("send")
          ? List.of(AtEffect.CRASH, AtEffect.CRASH_AFTER)
          : List.of(AtEffect.CRASH);
    }

    private Simulation run(Plan plan) {
      try {
        return new Simulation(rig, POST, plan, new SplittableRandom(1)).run();
      } catch (Violation e) {
        throw new AssertionError(plan + ": " + e.getMessage(), e);
      }
    }

    private String status() {
      return rig.jdbc.sql("select status from post").query(String.class).single();
    }
  }
}
