package io.snshub.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the rests that platforms asked for outlive the process. Kept by the room of accounts. */
public interface AccountRests {

  /**
   * A rest.
   *
   * @param until when it is over
   * @param scope which calls rest
   */
  record Rest(Instant until, Budget.Scope scope) {}

  /** Returns the rest that ends last, which may be over already, or null. */
  @Nullable Rest rest(long accountId);

  /** An account rests; one that ends earlier than the one known changes nothing. */
  void keep(long accountId, Rest rest);
}
