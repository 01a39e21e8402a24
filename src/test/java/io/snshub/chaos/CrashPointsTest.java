package io.snshub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A few of the points at which a hub may be killed; {@link ChaosCampaignTest} tries them all. */
@Tag("chaos-sample")
class CrashPointsTest {
  @Test
  void a_post_comes_out_once_at_whichever_point_its_hub_was_killed() throws Exception {
    try (CrashPoints flow = new CrashPoints("sample", false, null)) {
      List<String> points = flow.enumerate();

      List<String> failures = new ArrayList<>();
      for (int number : CrashPoints.spread(points.size(), 4)) {
        failures.addAll(flow.run(number).failures());
      }

      assertThat(points).hasSizeGreaterThan(40);
      assertThat(failures).isEmpty();
    }
  }
}
