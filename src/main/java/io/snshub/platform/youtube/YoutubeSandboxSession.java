package io.snshub.platform.youtube;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One resumable upload. */
final class YoutubeSandboxSession {
  private final YoutubeSandboxMetadata about;
  private final Set<String> parts;
  private long total;
  private long stored;
  private @Nullable JsonObject done;

  /** Takes the announced length, or -1. */
  YoutubeSandboxSession(YoutubeSandboxMetadata about, Set<String> parts, long total) {
    this.about = about;
    this.parts = Set.copyOf(parts);
    this.total = total;
  }

  YoutubeSandboxMetadata about() {
    return about;
  }

  Set<String> parts() {
    return parts;
  }

  long total() {
    return total;
  }

  /** Tells the length; what was told first stays. */
  void total(long newTotal) {
    total = total < 0 ? newTotal : total;
  }

  long stored() {
    return stored;
  }

  void store(long end) {
    stored = Math.max(stored, end);
  }

  @Nullable JsonObject done() {
    return done;
  }

  void finish(JsonObject video) {
    done = video;
  }
}
