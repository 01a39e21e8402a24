package io.snshub.ops;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the virtual machine give memory back that starting up, or a burst of posts, took and rest
 * doesn't need. HotSpot's default collector hands nothing back while it has no reason to run; these
 * options may be set at run time, so that a plain {@code java -jar} is enough. What an operator has
 * set on the command line stays as it is, and a virtual machine without these options runs as it
 * would.
 */
@Component
class IdleMemory {
  private static final Logger LOG = LoggerFactory.getLogger(IdleMemory.class);

  /** Milliseconds without a collection after which one is begun beside the hub's threads. */
  private static final String PAUSE = "30000";

  /** By then the start's own garbage has been collected. */
  private static final Duration SETTLED = Duration.ofSeconds(45);

  /** In this order: the least share of free heap may never be above the greatest. */
  private static final List<Map.Entry<String, String>> OPTIONS =
      List.of(
          Map.entry("MinHeapFreeRatio", "10"),
          Map.entry("MaxHeapFreeRatio", "25"),
          Map.entry("G1PeriodicGCInterval", PAUSE));

  @EventListener(ApplicationStartedEvent.class)
  void begin() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine != null) {
      OPTIONS.forEach(option -> set(machine, option.getKey(), option.getValue()));
    }
    CompletableFuture.delayedExecutor(SETTLED.toSeconds(), TimeUnit.SECONDS).execute(this::trim);
  }

  /** What the compilers and the class loaders freed stays with the C library until asked for. */
  private void trim() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "systemTrimNativeHeap",
              new Object[0],
              new String[0]);
    } catch (JMException | RuntimeException e) {
      LOG.atDebug().log("no native heap to trim here");
    }
  }

  private static void set(HotSpotDiagnosticMXBean machine, String option, String value) {
    try {
      VMOption known = machine.getVMOption(option);
      if (known.isWriteable() && known.getOrigin() == VMOption.Origin.DEFAULT) {
        machine.setVMOption(option, value);
      }
    } catch (IllegalArgumentException e) {
      // another virtual machine, or a collector that has its own ways
      LOG.atDebug().addKeyValue("option", option).log("option not known here");
    }
  }
}
