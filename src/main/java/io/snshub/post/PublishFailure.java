package io.snshub.post;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a platform did not do what was asked. Nothing was created: a call whose effect is unknown is
 * {@link Outcome.Doubtful}, not a failure.
 */
public sealed interface PublishFailure {

  /** The platform's own code or reason, or the hub's ({@code connect_failed}). */
  String code();

  /** A sentence for a person: who, what, which limit; never a token, never a URL with a query. */
  String message();

  /** Trying again later may succeed. */
  default boolean retryable() {
    return this instanceof Transient;
  }

  /** The contract's error class. */
  default String errorClass() {
    if (this instanceof Transient) {
      return "transient";
    }
    return this instanceof NeedsReauth ? "needs_reauth" : "permanent";
  }

  /**
   * Passes by itself.
   *
   * @param retryAfter the platform's own word on how long to wait, or null for the hub's back-off
   */
  record Transient(String code, String message, @Nullable Duration retryAfter)
      implements PublishFailure {}

  /** Stays, whatever is tried. */
  record Permanent(String code, String message) implements PublishFailure {}

  /**
   * The account's token is dead or lacks a permission.
   *
   * @param refreshable true when a refresh may cure it (expired), false when a person must connect
   *     again
   */
  record NeedsReauth(String code, String message, boolean refreshable) implements PublishFailure {}
}
