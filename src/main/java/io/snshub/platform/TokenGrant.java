package io.snshub.platform;

import io.snshub.post.PublishFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a token refresh came to. */
public sealed interface TokenGrant {

  /**
   * New tokens.
   *
   * @param accessToken the new access token
   * @param refreshToken the new refresh token, or null to keep the old one
   * @param lifetime how long the access token lives, or null when unknown
   */
  record Granted(String accessToken, @Nullable String refreshToken, @Nullable Duration lifetime)
      implements TokenGrant {
    /** Keeps the tokens out of logs and messages. */
    @Override
    public String toString() {
      return "Granted[" + lifetime + "]";
    }
  }

  /**
   * No new token.
   *
   * @param failure transient, or needs re-auth
   */
  record Denied(PublishFailure failure) implements TokenGrant {}
}
