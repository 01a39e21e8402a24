package io.snshub.cache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * What was committed when, and whether a read was allowed to see what it saw. Versions of a key
 * grow by one with each write.
 */
final class ReadRules {
  private static final int NODES = 2;
  private static final int VERSIONS = 100_000;
  private static final long BOUND = 1_000_000_000;

  private final LongSupplier nanos;
  private final AtomicLongArray[] committedAt;
  private final AtomicLongArray[] committedBy = new AtomicLongArray[NODES];
  private final List<String> violations = new CopyOnWriteArrayList<>();
  final AtomicLong reads = new AtomicLong();
  final AtomicLong oldest = new AtomicLong();

  ReadRules(int keys, LongSupplier nanos) {
    this.nanos = nanos;
    this.committedAt = new AtomicLongArray[keys];
    for (int key = 0; key < keys; key++) {
      committedAt[key] = new AtomicLongArray(VERSIONS);
    }
    for (int node = 0; node < NODES; node++) {
      committedBy[node] = new AtomicLongArray(keys);
    }
  }

  /** The transaction has returned on a node. */
  void committed(int node, int key, int version) {
    committedAt[key].set(version, nanos.getAsLong());
    committedBy[node].accumulateAndGet(key, version, Math::max);
  }

  /** The least that a read which begins now may give. */
  Floor begin(int node, int key) {
    return new Floor(node, key, committedBy[node].get(key), nanos.getAsLong());
  }

  /** A read that has begun. */
  record Floor(int node, int key, long own, long at) {}

  void end(Floor floor, long version) {
    reads.incrementAndGet();
    if (version < floor.own()) {
      violations.add(
          "node %d read %d of key %d after it had committed %d itself"
              .formatted(floor.node(), version, floor.key(), floor.own()));
    }
    // the next version had been there for longer than it may be missed
    long next = committedAt[floor.key()].get((int) version + 1);
    if (next != 0) {
      long age = floor.at() - next;
      oldest.accumulateAndGet(age, Math::max);
      if (age > BOUND) {
        violations.add(
            "node %d read %d of key %d, %d ms after the next one"
                .formatted(floor.node(), version, floor.key(), age / 1_000_000));
      }
    }
  }

  void wentBack(int node, int key, long from, long to) {
    violations.add("node %d read %d of key %d after %d".formatted(node, to, key, from));
  }

  void failed(Throwable failure) {
    violations.add("a client heard of " + failure);
  }

  List<String> violations() {
    return List.copyOf(violations);
  }
}
