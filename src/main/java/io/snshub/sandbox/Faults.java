package io.snshub.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The armed faults, oldest first. A call meets every matching latency and the oldest matching fault
 * of the kinds that end a call. Processing faults are met by a piece of media when it starts to be
 * processed, whatever operation they name. Thread-safe.
 */
final class Faults {
  static final int CAPACITY = 1_000;

  private final List<Fault> armed = new ArrayList<>();
  private long lastId;

  /** Arms a fault; returns it with its number, or null when there are too many. */
  synchronized @Nullable Fault arm(Fault f) {
    if (armed.size() >= CAPACITY) {
      return null;
    }
    Fault numbered = f.numbered(++lastId);
    armed.add(numbered);
    return numbered;
  }

  synchronized long latency(String prefix, Operation operation) {
    return takeAll(f -> f.kind() == FaultKind.LATENCY && f.meets(prefix, operation));
  }

  synchronized @Nullable Fault ending(String prefix, Operation operation) {
    return takeFirst(f -> f.kind().ending() && f.meets(prefix, operation));
  }

  synchronized long slowness(String prefix) {
    return takeAll(f -> f.kind() == FaultKind.SLOW_PROCESSING && isFor(f, prefix));
  }

  synchronized boolean processingFails(String prefix) {
    return takeFirst(f -> f.kind() == FaultKind.FAIL_PROCESSING && isFor(f, prefix)) != null;
  }

  synchronized List<Fault> list() {
    return List.copyOf(armed);
  }

  synchronized int clear() {
    int cleared = armed.size();
    armed.clear();
    return cleared;
  }

  private static boolean isFor(Fault fault, String prefix) {
    return fault.platform() == null || fault.platform().equals(prefix);
  }

  private long takeAll(Predicate<Fault> wanted) {
    long sum = 0;
    for (Fault fault : List.copyOf(armed)) {
      if (wanted.test(fault)) {
        use(fault);
        sum += fault.ms();
      }
    }
    return sum;
  }

  private @Nullable Fault takeFirst(Predicate<Fault> wanted) {
    for (Fault fault : armed) {
      if (wanted.test(fault)) {
        use(fault);
        return fault;
      }
    }
    return null;
  }

  private void use(Fault fault) {
    int at = armed.indexOf(fault);
    if (fault.remaining() == 1) {
      armed.remove(at);
    } else if (fault.remaining() > 1) {
      armed.set(at, fault.withRemaining(fault.remaining() - 1));
    }
  }
}
