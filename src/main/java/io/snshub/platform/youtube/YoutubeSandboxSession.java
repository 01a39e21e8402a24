package io.snshub.platform.youtube;

import io.snshub.sandbox.RefusedCall;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One resumable upload. */
final class YoutubeSandboxSession {
  private final YoutubeSandboxMetadata about;
  private final Set<String> parts;
  private final String name;
  private final Instant begun;
  private final @Nullable RefusedCall refusal;
  private long total;
  private long stored;
  private @Nullable YoutubeSandboxMovie movie;
  private @Nullable JsonObject done;

  /**
   * Begins an upload.
   *
   * @param total the announced length, or -1
   * @param refusal what is wrong with it and is told at its end only, or null
   */
  YoutubeSandboxSession(
      YoutubeSandboxMetadata about,
      Set<String> parts,
      String name,
      Instant begun,
      long total,
      @Nullable RefusedCall refusal) {
    this.about = about;
    this.parts = Set.copyOf(parts);
    this.name = name;
    this.begun = begun;
    this.total = total;
    this.refusal = refusal;
  }

  YoutubeSandboxMetadata about() {
    return about;
  }

  Set<String> parts() {
    return parts;
  }

  String name() {
    return name;
  }

  Instant begun() {
    return begun;
  }

  @Nullable RefusedCall refusal() {
    return refusal;
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

  @Nullable YoutubeSandboxMovie movie() {
    return movie;
  }

  /** Tells what the first bytes say. */
  void movie(@Nullable YoutubeSandboxMovie told) {
    movie = told;
  }

  @Nullable JsonObject done() {
    return done;
  }

  void finish(JsonObject video) {
    done = video;
  }
}
