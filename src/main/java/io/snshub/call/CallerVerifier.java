package io.snshub.call;

import java.util.Optional;

/** Tells who presents a key. Safe for concurrent use; cheap enough for every request. */
public interface CallerVerifier {

  /**
   * Returns the caller behind a key, or nothing for a key that is unknown, expired or revoked.
   * Throws when it can't be found out; the request is then refused as unavailable, never let in.
   */
  Optional<Caller> verify(String presentedKey);
}
