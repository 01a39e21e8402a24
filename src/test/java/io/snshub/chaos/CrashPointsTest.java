package io.snshub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A few of the points at which a hub may be killed; {@link ChaosCampaignTest} tries them all. */
class CrashPointsTest {
  @Test
  void a_post_comes_out_once_at_whichever_point_its_hub_was_killed() throws Exception {
    try (CrashPoints flow = new CrashPoints("sample", false, null)) {
      for (int number : new int[] {6, 34, 58, 80}) {
        CrashPoints.Run run = flow.run(number);

        assertThat(run.halted()).as("it was killed at point %d", number).isTrue();
        assertThat(run.failures()).as("killed %s", run.point()).isEmpty();
      }
    }
  }
}
