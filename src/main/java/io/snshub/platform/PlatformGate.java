package io.snshub.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether it is any use to begin something new with a platform. An answer is a hint of the
 * moment: the call itself is refused all the same when it may not be made.
 */
public interface PlatformGate {

  /**
   * Returns when the platform's breaker and the account's budgets let a new post through again, or
   * null when they do now. Never calls a platform; reads the database at most once a minute for an
   * account.
   */
  @Nullable Instant restsUntil(String platform, long accountId);
}
