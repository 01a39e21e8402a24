package io.snshub.sandbox;

import java.util.HashSet;
import java.util.Set;

/** What the sandbox remembers across platforms. Thread-safe. */
final class World {
  private final Ledger ledger = new Ledger();
  private final Board posts = new Board();
  private final Board messages = new Board();
  private final Faults faults = new Faults();
  private final Switches switches = new Switches();
  private final Set<HeldCall> held = new HashSet<>();

  /** A caller that waits for its answer. */
  interface HeldCall {
    void release();

    void cut();
  }

  void apply(String platform, Change change) {
    SandboxPost post = change.post();
    if (change.kind() == Change.Kind.PUT_POST && post != null) {
      posts.put(post);
    } else if (change.kind() == Change.Kind.PUT_MESSAGE && post != null) {
      messages.put(post);
    } else if (change.kind() == Change.Kind.TAKE_DOWN && change.postId() != null) {
      posts.remove(platform, change.postId());
      messages.remove(platform, change.postId());
    }
  }

  void hold(HeldCall call) {
    synchronized (held) {
      held.add(call);
    }
  }

  void forget(HeldCall call) {
    synchronized (held) {
      held.remove(call);
    }
  }

  /** Returns the waiting callers and stops counting them. */
  Set<HeldCall> takeHeld() {
    synchronized (held) {
      Set<HeldCall> all = Set.copyOf(held);
      held.clear();
      return all;
    }
  }

  int heldCount() {
    synchronized (held) {
      return held.size();
    }
  }

  Ledger ledger() {
    return ledger;
  }

  Board posts() {
    return posts;
  }

  Board messages() {
    return messages;
  }

  Faults faults() {
    return faults;
  }

  Switches switches() {
    return switches;
  }
}
