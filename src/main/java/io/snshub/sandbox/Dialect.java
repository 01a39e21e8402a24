package io.snshub.sandbox;

import org.jspecify.annotations.Nullable;

/** How one platform says what all platforms say. */
public interface Dialect {

  /** Returns the access token of a call, or null. */
  default @Nullable String token(Call call) {
    return call.bearer();
  }

  /** The token is missing, unknown or expired. */
  Reply unauthorized(Call call, TokenState why);

  /** A refresh token that no longer works, at the token endpoint. */
  Reply refreshRefused(Call call);

  /** Too many calls. */
  Reply rateLimited(Call call, long retryAfterSeconds);

  /** Something of this HTTP status, in the platform's error envelope. */
  Reply failed(Call call, int status);

  /** No such path. */
  Reply notFound(Call call);

  /** Adds header lines that every answer carries. */
  default Reply finish(Call call, Reply reply) {
    return reply;
  }
}
