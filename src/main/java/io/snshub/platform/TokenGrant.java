package io.snshub.platform;

import io.snshub.post.PublishFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a token refresh came to. */
public sealed interface TokenGrant {

  /**
   * New tokens.
   *
   * @param access the new access token
   * @param refresh the new refresh token, or null to keep the old one
   * @param lifetime how long the access token lives, or null when unknown
   */
  record Granted(Secret access, @Nullable Secret refresh, @Nullable Duration lifetime)
      implements TokenGrant {
    /** Tokens as a platform wrote them. */
    public Granted(String accessToken, @Nullable String refreshToken, @Nullable Duration lifetime) {
      this(new Secret(accessToken), Secret.of(refreshToken), lifetime);
    }

    /** Returns the access token itself, to be sealed. */
    public String accessToken() {
      return access.reveal();
    }

    /** Returns the refresh token itself, to be sealed, or null. */
    public @Nullable String refreshToken() {
      return refresh == null ? null : refresh.reveal();
    }
  }

  /**
   * No new token.
   *
   * @param failure transient, or needs re-auth
   */
  record Denied(PublishFailure failure) implements TokenGrant {}
}
