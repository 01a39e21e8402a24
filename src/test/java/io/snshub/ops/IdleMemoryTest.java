package io.snshub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class IdleMemoryTest {
  private final HotSpotDiagnosticMXBean machine =
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

  /** The greatest share of free heap can't be set below the least: the order was wrong once. */
  @Test
  void all_options_take_effect() {
    new IdleMemory().begin();

    assertThat(value("MinHeapFreeRatio")).isEqualTo("10");
    assertThat(value("MaxHeapFreeRatio")).isEqualTo("25");
    assertThat(value("G1PeriodicGCInterval")).isEqualTo("30000");
  }

  private String value(String option) {
    return machine.getVMOption(option).getValue();
  }
}
