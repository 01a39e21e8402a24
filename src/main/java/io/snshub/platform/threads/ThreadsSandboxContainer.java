package io.snshub.platform.threads;

import io.snshub.platform.threads.ThreadsSandboxDraft.Kind;
import io.snshub.sandbox.Processing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A draft that waits to be published: invisible, unlisted, gone after 24 hours. */
final class ThreadsSandboxContainer {
  private static final Duration LIFETIME = Duration.ofHours(24);

  /** Where it stands. */
  enum State {
    IN_PROGRESS,
    FINISHED,
    PUBLISHED,
    ERROR,
    EXPIRED
  }

  private final long id;
  private final ThreadsSandboxDraft draft;
  private final List<ThreadsSandboxContainer> children;
  private final Instant createdAt;
  private final Processing processing;
  private final @Nullable String broken;
  private @Nullable Instant publishedAt;

  ThreadsSandboxContainer(
      long id,
      ThreadsSandboxDraft draft,
      List<ThreadsSandboxContainer> children,
      Instant createdAt,
      Processing processing,
      @Nullable String broken) {
    this.id = id;
    this.draft = draft;
    this.children = List.copyOf(children);
    this.createdAt = createdAt;
    this.processing = processing;
    this.broken = broken;
  }

  State state(Instant now) {
    if (publishedAt != null) {
      return State.PUBLISHED;
    }
    if (!now.isBefore(createdAt.plus(LIFETIME))) {
      return State.EXPIRED;
    }
    if (!processing.over(now) || any(State.IN_PROGRESS, now)) {
      return State.IN_PROGRESS;
    }
    return processing.fails() || broken != null || any(State.ERROR, now)
        ? State.ERROR
        : State.FINISHED;
  }

  private boolean any(State state, Instant now) {
    return children.stream().anyMatch(child -> child.state(now) == state);
  }

  /** Why it came to nothing, in the platform's word. */
  String error() {
    if (broken != null) {
      return broken;
    }
    return draft.kind() == Kind.VIDEO ? "FAILED_PROCESSING_VIDEO" : "UNKNOWN";
  }

  void publish(Instant now) {
    publishedAt = now;
    children.forEach(child -> child.publish(now));
  }

  long id() {
    return id;
  }

  ThreadsSandboxDraft draft() {
    return draft;
  }

  List<ThreadsSandboxContainer> children() {
    return children;
  }

  Instant createdAt() {
    return createdAt;
  }

  @Nullable Instant publishedAt() {
    return publishedAt;
  }
}
